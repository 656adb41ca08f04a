import { byId, element } from "./dom.js";
import { relative } from "./format.js";
import { call } from "./session.js";

/**
 * Shows the access token of this page, decoded by the server.
 *
 * @returns {Promise<{header: any, payload: any}>}
 */
export async function showToken() {
  const token = await call("/api/token");
  const [header, payload] = byId("token").children;
  header.replaceChildren(...colored(token.header));
  payload.replaceChildren(...colored(token.payload));
  const expires = relative(token.payload.exp - Date.now() / 1000);
  byId("token-times").textContent =
    `It travels in a cookie that scripts cannot read, and expires ${expires}. The server shows what it says:`;
  return token;
}

/** JSON with its keys marked. */
function colored(value) {
  return JSON.stringify(value, null, 2)
    .split(/("[^"]*"(?=:))/)
    .map((part) => (/^"[^"]*"$/.test(part) ? element("span", { class: "key" }, part) : part));
}
