/**
 * Something that has to be so if the attack is to fail; found out from the server's answers.
 *
 * @typedef {object} Check
 * @property {string} promise
 * @property {boolean} isHeld
 */

/**
 * @typedef {object} Attack
 * @property {string} id
 * @property {string} title
 * @property {string} story what an attacker does, and hopes for
 * @property {(client: import("./client.js").Client) => Promise<Check[]>} run
 */

/**
 * @param {string} promise
 * @param {boolean} isHeld
 * @returns {Check}
 */
export function check(promise, isHeld) {
  return { promise, isHeld };
}

/**
 * An answer in short: its status and, if it is a refusal, the server's code for it.
 *
 * @param {import("./client.js").Exchange} exchange
 * @returns {string}
 */
export function outcome({ status, json }) {
  return json?.code ? `${status} ${json.code}` : String(status);
}

/**
 * Whether an answer is that refusal.
 *
 * @param {import("./client.js").Exchange} exchange
 * @param {number} status
 * @param {string} [code]
 * @returns {boolean}
 */
export function isRefused(exchange, status, code) {
  return exchange.status === status && (code === undefined || exchange.json?.code === code);
}
