import { button, byId, element } from "./dom.js";
import { call, session, signedIn } from "./session.js";
import { listen } from "./stream.js";

/**
 * @typedef {object} Me
 * @property {string} name
 * @property {"member" | "admin"} role
 * @property {string} session_id
 */

/**
 * Opens a page for whoever is signed in; anybody else is sent to the sign-in. The page is cut off when its session ends.
 *
 * @param {(name: string, data: any) => void} [hear] gets the server's events
 * @returns {Promise<Me>}
 */
export async function enter(hear = () => {}) {
  const me = await call("/api/me");
  signedIn();
  show(me);
  listen(session, (name, data) => {
    if (name === "signed_out") {
      // The refusal says why; the session tells all tabs.
      session.fetch("/api/me");
    }
    hear(name, data);
  });
  return me;
}

/** @param {Me} me */
export function show(me) {
  byId("who").replaceChildren(
    element("span", {}, element("span", { class: "who-name" }, me.name), " ", element("span", { class: "badge plain" }, me.role)),
    button("Sign out", async () => void (await session.signOut())),
  );
  byId("admin-link").hidden = me.role !== "admin";
}
