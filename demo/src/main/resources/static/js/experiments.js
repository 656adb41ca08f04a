import { counted, number } from "./format.js";
import { claimsOf } from "./jwt.js";
import { call } from "./session.js";

const AT_ONCE = 20;

/**
 * Sends requests, and compares the node's totals before and after.
 *
 * @param {number} count
 * @param {import("./figures.js").Figures} figures
 * @param {(text: string) => void} tell says how far it is
 * @returns {Promise<string>} what came of it
 */
export async function sendRequests(count, figures, tell) {
  tell("Reading the totals before.");
  const before = await figures.settled();
  tell(`Sending ${number(count)} requests.`);
  const started = performance.now();
  let left = count;
  const sendInTurn = async () => {
    while (left > 0) {
      left--;
      await call("/api/me");
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendInTurn));
  const seconds = (performance.now() - started) / 1000;
  const after = await figures.settled();
  return (
    `${number(count)} requests in ${seconds.toFixed(1)} s: meanwhile this node verified ` +
    `${number(after.verified - before.verified)} tokens, with ${counted(after.storage_calls - before.storage_calls, "storage call")}.`
  );
}

/**
 * Signs in as the same account, as a program would, and ends that session from here.
 *
 * @param {import("./shell.js").Me} me
 * @param {(text: string) => void} tell says how far it is
 * @returns {Promise<string>} what came of it
 */
export async function revokeSession(me, tell) {
  tell("Signing a device in.");
  const accounts = await call("/api/accounts");
  const { name, password } = accounts.find((account) => account.name === me.name);
  const tokens = await call("/sign-in", { method: "POST", json: { name, password } });
  await call(`/sessions/${encodeURIComponent(claimsOf(tokens.access_token).sid)}`, { method: "DELETE" });
  return "A device was signed in, and out again: the newest dot is that revocation.";
}
