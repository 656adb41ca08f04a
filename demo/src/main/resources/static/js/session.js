import { BrowserSession } from "/symbolon/symbolon.js";
import { SIGNING_IN_KEY } from "./signing-in.js";

/** This page's session. Its tokens are in HttpOnly cookies. */
export const session = new BrowserSession();

let expectedReason = null;
let isForVisitors = false;
let isLeaving = false;

session.addEventListener("signed-out", (event) => !isForVisitors && goToSignIn(event.detail));

/**
 * What a request that was refused is told (RFC 9457).
 *
 * @typedef {object} Problem
 * @property {string} [code]
 * @property {"REFRESH" | "SIGN_IN" | "RETRY" | "NONE"} [action]
 * @property {string} [cause]
 * @property {string} [detail]
 */

/** A request that was refused, or did not arrive. */
export class RequestError extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail ?? "The server does not answer.");
    this.problem = problem;
  }
}

/**
 * Sends a request as this page's user.
 *
 * @param {string} path
 * @param {{method?: string, json?: unknown}} [options]
 * @returns {Promise<any>} the answer's JSON; null if it has none
 * @throws {RequestError} if it is refused; the browser is on its way to the sign-in page where that helps
 */
export async function call(path, { method = "GET", json } = {}) {
  const init = { method, headers: {} };
  if (json !== undefined) {
    init.headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(json);
  }
  let response;
  try {
    response = await session.fetch(path, init);
  } catch {
    throw new RequestError({});
  }
  if (!response.ok) {
    throw new RequestError(await problemOf(response));
  }
  const text = await response.text();
  return text === "" ? null : JSON.parse(text);
}

/**
 * Does what nobody waits for, such as reloading a list. If it is refused the next occasion tries again, or the browser
 * leaves for the sign-in page.
 *
 * @param {() => Promise<void>} action
 */
export async function inBackground(action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof RequestError)) {
      throw error;
    }
    if (error.problem.action === "SIGN_IN") {
      goToSignIn(error.problem);
    }
  }
}

/**
 * Names the reason for the session's end that is about to come, as this page itself asks for it.
 *
 * @param {string} reason see reasons.js
 */
export function expectEnd(reason) {
  expectedReason = reason;
}

/**
 * Whether this page is for visitors now, who stay where they are when a session of theirs is over.
 *
 * @param {boolean} isSo
 */
export function setForVisitors(isSo) {
  isForVisitors = isSo;
}

/** No end is about to come after all. */
export function expectNoEnd() {
  expectedReason = null;
}

/**
 * Leaves for the sign-in page, which says why.
 *
 * @param {{code?: string, cause?: string}} [detail]
 */
export function goToSignIn({ code, cause } = {}) {
  if (isLeaving) {
    return;
  }
  isLeaving = true;
  const address = new URL("/sign-in.html", location.origin);
  const reason = expectedReason ?? cause ?? code;
  if (code === "TOKEN_MISSING" && sessionStorage.getItem(SIGNING_IN_KEY)) {
    address.searchParams.set("cause", "COOKIES_DROPPED");
  } else if (reason && reason !== "TOKEN_MISSING") {
    address.searchParams.set("cause", reason);
  }
  location.replace(address);
}

/** @returns {Promise<Problem>} */
async function problemOf(response) {
  try {
    return await response.json();
  } catch {
    return { detail: `The server answered ${response.status}.` };
  }
}
