import { counted, number } from "./format.js";
import { claimsOf } from "./jwt.js";
import { call } from "./session.js";

const LONGEST_WAIT_MILLIS = 5000;

/**
 * Has the server verify this page's own access token many times.
 *
 * @param {(text: string) => void} tell says how far it is
 * @returns {Promise<string>} what came of it
 */
export async function burst(tell) {
  tell("The server verifies.");
  const { verifications, micros, storage_calls } = await call("/api/burst", { method: "POST" });
  return (
    `The server verified your access token ${number(verifications)} times in ${number(Math.ceil(micros / 1000))} ms, ` +
    `each time with a look at the clock and the revocations, and made ${counted(storage_calls, "storage call")} meanwhile.`
  );
}

/**
 * Signs in as the same account, as a program would, and ends that session from here.
 *
 * @param {import("./shell.js").Me} me
 * @param {EventTarget} stream
 * @param {(text: string) => void} tell says how far it is
 * @returns {Promise<string>} what came of it
 */
export async function revokeSession(me, stream, tell) {
  tell("Signing a device in.");
  const accounts = await call("/api/accounts");
  const { name, password } = accounts.find((account) => account.name === me.name);
  const tokens = await call("/sign-in", { method: "POST", json: { name, password } });
  const { sid } = claimsOf(tokens.access_token);
  const arrival = arrivalOf(sid, stream);
  await call(`/sessions/${encodeURIComponent(sid)}`, { method: "DELETE" });
  const delay = await arrival;
  return delay === null
    ? "A device was signed in, and out again."
    : `A device was signed in, and out again. The revocation arrived here after ${number(delay)} ms: it is the newest dot.`;
}

/** The delay in milliseconds of the session's end; null if it is not told in time. */
function arrivalOf(sid, stream) {
  return new Promise((resolve) => {
    const hear = ({ detail }) => detail.session_id === sid && done(detail.delay_ms ?? null);
    const timer = setTimeout(() => done(null), LONGEST_WAIT_MILLIS);
    const done = (delay) => {
      clearTimeout(timer);
      stream.removeEventListener("revoked", hear);
      resolve(delay);
    };
    stream.addEventListener("revoked", hear);
  });
}
