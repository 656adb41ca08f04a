import { element } from "./dom.js";
import { deviceIcon } from "./icons.js";
import { moment } from "./moment.js";

/**
 * A session, as `GET /sessions` tells it.
 *
 * @typedef {object} Session
 * @property {string} id
 * @property {boolean} current
 * @property {string} client_id
 * @property {string} [name]
 * @property {string} created_at
 * @property {string} last_refreshed_at
 * @property {string} expires_at
 * @property {Place} created_from
 * @property {Place} last_seen_from
 */

/**
 * @typedef {object} Place
 * @property {string} ip
 * @property {{type: string, name: string}} [device]
 * @property {string} [location]
 */

/**
 * A session's device, in words: the user's own, if there are any.
 *
 * @param {Session} session
 * @returns {string}
 */
export function deviceName(session) {
  return session.name ?? session.last_seen_from.device?.name ?? "Unknown device";
}

/**
 * A row for a session, with buttons at its end; {@link updateSessionRow} fills it in.
 *
 * @param {Session} session
 * @param {...HTMLElement} buttons
 * @returns {HTMLElement}
 */
export function sessionRow(session, ...buttons) {
  const row = element(
    "li",
    { class: "session", "data-session": session.id, "data-current": String(session.current) },
    element("span", { class: "session-icon" }, deviceIcon(session.last_seen_from.device?.type)),
    element(
      "div",
      {},
      element("div", { class: "session-name" }),
      element("p", { class: "session-fact numbers" }),
      element("p", { class: "session-fact" }),
    ),
    element("div", { class: "actions" }, ...buttons),
  );
  return row;
}

/**
 * Shows in a row what is true of its session now.
 *
 * @param {HTMLElement} row
 * @param {Session} session
 */
export function updateSessionRow(row, session) {
  const name = row.querySelector(".session-name");
  name.replaceChildren(deviceName(session));
  if (session.current) {
    name.append(element("span", { class: "badge", "data-tone": "accent" }, "This device"));
  }
  if (session.client_id === "program") {
    name.append(element("span", { class: "badge" }, "Program"));
  }
  const { ip, location } = session.last_seen_from;
  const [where, when] = row.querySelectorAll(".session-fact");
  where.textContent = location ? `${ip}, ${location}` : ip;
  when.replaceChildren(
    element("span", {}, "Signed in ", moment(new Date(session.created_at))),
    element("span", {}, "Active ", moment(new Date(session.last_refreshed_at))),
  );
}
