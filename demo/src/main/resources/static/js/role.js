import { announce, byId, element } from "./dom.js";
import { icon } from "./icons.js";
import { RequestError, call } from "./session.js";

/**
 * The choice of a role, and what it changes in the token.
 *
 * @param {import("./shell.js").Shell} shell
 * @param {import("./token.js").TokenView} token
 */
export function showRole({ stream }, token) {
  const form = byId("role-form");
  const said = byId("role-said");
  let shown = null;

  token.addEventListener("loaded", ({ detail: { payload } }) => {
    form.elements.role.value = payload.role;
    showChange("role-change", shown?.role, payload.role);
    showChange("ver-change", shown?.ver, payload.ver);
    if (shown && shown.role !== payload.role) {
      announce(
        said,
        `Your new token says ${payload.role}. Your other devices get theirs at their next request.`,
        "good",
      );
    }
    shown = payload;
  });

  form.addEventListener("change", async () => {
    const role = form.elements.role.value;
    try {
      await call("/api/me/role", { method: "PUT", json: { role } });
      await token.load();
    } catch (error) {
      if (!(error instanceof RequestError)) {
        throw error;
      }
      form.elements.role.value = shown?.role ?? "";
      announce(said, error.message, "bad");
    }
  });

  // The page has come back, perhaps with a new token: the old one expired, or the role was changed on another device.
  stream.addEventListener("hello", () => token.load());
}

function showChange(id, before, after) {
  if (before === undefined) {
    byId(id).replaceChildren(element("span", { class: "after" }, String(after)));
  } else if (before !== after) {
    byId(id).replaceChildren(
      element("span", { class: "before" }, String(before)),
      icon("arrow", "icon icon-small"),
      element("span", { class: "visually-hidden" }, "became"),
      element("span", { class: "after" }, String(after)),
    );
  }
}
