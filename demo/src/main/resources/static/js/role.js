import { byId } from "./dom.js";
import { call } from "./session.js";
import { show } from "./shell.js";

/**
 * Shows the role, and changes it: the tokens with the old one end at once, and the next request gets a new one.
 *
 * @param {import("./shell.js").Me} me
 * @param {() => Promise<any>} changed shows the new token, and returns it
 */
export function showRole(me, changed) {
  const choices = byId("role");
  choose(choices, me.role);
  choices.disabled = false;
  choices.addEventListener("change", async (event) => {
    const before = await call("/api/token");
    await call("/api/me/role", { method: "PUT", body: { role: event.target.value } });
    const now = await call("/api/me");
    show(now);
    choose(choices, now.role);
    const after = await changed();
    byId("role-said").textContent =
      `Your new token says ${after.payload.role}; its version is ${after.payload.ver - before.payload.ver} ms `
      + "later, and all older ones are refused.";
  });
}

function choose(choices, role) {
  for (const choice of choices.querySelectorAll("input")) {
    choice.checked = choice.value === role;
  }
}
