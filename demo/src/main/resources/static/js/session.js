import { BrowserSession } from "/symbolon/symbolon.js";

const SIGNING_IN = "signing-in";

/** The page's session. Refreshes by itself, one tab at a time. */
export const session = new BrowserSession();
session.addEventListener("signed-out", (event) => leave(event.detail.cause ?? event.detail.code));

/**
 * Sends a request to the server, as JSON if it has a body.
 *
 * @param {string} path
 * @param {{method?: string, body?: object}} [options]
 * @returns {Promise<any>} the answer's JSON, or null if it has none; never done if the session is over
 * @throws {Error} with the server's words
 */
export async function call(path, { method = "GET", body } = {}) {
  const init = { method, cache: "no-store" };
  if (body) {
    init.headers = { "Content-Type": "application/json" };
    init.body = JSON.stringify(body);
  }
  const response = await session.fetch(path, init);
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (response.ok) {
    return answer;
  }
  if (answer?.code === "TOKEN_MISSING") {
    leave(sessionStorage.getItem(SIGNING_IN) ? "COOKIES_DROPPED" : undefined);
  }
  if (answer?.action === "SIGN_IN") {
    // The page is about to be left: nobody waits for an answer.
    return new Promise(() => {});
  }
  throw new Error(answer?.detail ?? `The server answered ${response.status}.`);
}

/** The sign-in form is about to be sent. */
export function signingIn() {
  sessionStorage.setItem(SIGNING_IN, "yes");
}

/** The sign-in has worked: the cookies are there. */
export function signedIn() {
  sessionStorage.removeItem(SIGNING_IN);
}

/**
 * Goes to the sign-in, which says why.
 *
 * @param {string} [cause]
 */
function leave(cause) {
  sessionStorage.removeItem(SIGNING_IN);
  location.replace(cause ? `/sign-in.html?cause=${encodeURIComponent(cause)}` : "/sign-in.html");
}
