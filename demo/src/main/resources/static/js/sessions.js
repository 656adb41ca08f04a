import { deviceIcon, element } from "./dom.js";
import { ago } from "./format.js";

/**
 * A session as an item of a list.
 *
 * @param {any} session as the server tells it
 * @param {HTMLButtonElement} end
 * @returns {HTMLElement}
 */
export function sessionItem(session, end) {
  const { device, ip, location } = session.last_seen_from;
  const name = nameOf(session);
  const title = element("div", { class: "session-name" }, name);
  if (session.current) {
    title.append(element("span", { class: "badge" }, "This device"));
  }
  end.setAttribute("aria-label", `Sign out ${session.current ? "this device, " : ""}${name}`);
  return element(
    "li",
    { class: session.current ? "session current" : "session", "data-session": session.id },
    element("span", { class: "session-icon" }, deviceIcon(device?.type ?? "other")),
    element(
      "div",
      {},
      title,
      element("div", { class: "session-meta" }, [location, ip].filter(Boolean).join(" · ")),
      element(
        "div",
        { class: "session-meta" },
        "Signed in ",
        ago(session.created_at),
        " · active ",
        ago(session.last_refreshed_at),
      ),
    ),
    end,
  );
}

/** @returns {string} */
export function nameOf(session) {
  return session.last_seen_from.device?.name ?? "Unknown device";
}
