import { claimsOf } from "../jwt.js";

/**
 * What was sent and what came back.
 *
 * @typedef {object} Exchange
 * @property {string} step why it was sent
 * @property {string} sent method, path, and what carries the token
 * @property {number} status
 * @property {string} answer the body as it came
 * @property {any} json the body if it is JSON, else null
 * @property {string | null} offer the challenge by which a sign-in leads to a binding
 * @property {string} [note] what is special about what was sent
 * @property {number} [times] how many alike ones this stands for
 */

/**
 * @typedef {object} Tokens
 * @property {string} access_token
 * @property {string} refresh_token
 */

/** A little more than the demo's grace period, in which a refresh token is exchanged at most once. */
const ROTATION_MILLIS = 3500;

/** A program with bearer tokens. It sends no cookies: this browser's own session takes no part. */
export class Client {
  #report;

  /** @param {(exchange: Exchange) => void} report is told of each request that is worth showing */
  constructor(report) {
    this.#report = report;
  }

  /**
   * Signs in as a shown account.
   *
   * @param {string} name
   * @returns {Promise<Tokens & {sid: string, offer: string}>}
   */
  async signIn(name) {
    const accounts = (await this.quietly("GET", "/api/accounts")).json;
    const { password } = accounts.find((account) => account.name === name);
    const exchange = await this.send(`Sign in as ${name}`, "POST", "/sign-in", {
      json: { name, password },
      shown: `{"name": "${name}", "password": …}`,
    });
    if (exchange.status !== 200) {
      throw new Error(`Signing in as ${name} was answered ${exchange.status}.`);
    }
    return { ...exchange.json, sid: claimsOf(exchange.json.access_token).sid, offer: exchange.offer };
  }

  /**
   * @param {string} step
   * @param {string} token an access token
   * @param {string} [note] what is special about it
   * @returns {Promise<Exchange>}
   */
  useAccessToken(step, token, note) {
    return this.send(step, "GET", "/api/me", { token, note });
  }

  /**
   * @param {string} step
   * @param {string} refreshToken
   * @param {string} [proof] of the key that the session is bound to
   * @returns {Promise<Exchange>}
   */
  refresh(step, refreshToken, proof) {
    return this.send(step, "POST", "/session/refresh", { json: { refresh_token: refreshToken }, proof });
  }

  /**
   * Refreshes once the refresh token is old enough to be exchanged for another one.
   *
   * @param {string} step
   * @param {Tokens} tokens
   * @returns {Promise<Tokens>} the next tokens; what the answer does not have stays
   */
  async rotate(step, tokens) {
    await this.untilRotation();
    const exchange = await this.refresh(step, tokens.refresh_token);
    if (exchange.status !== 200) {
      throw new Error(`A refresh was answered ${exchange.status}.`);
    }
    return { ...tokens, ...exchange.json };
  }

  /** Waits until a refresh token that was made before is exchanged for another one; until then it comes back itself. */
  async untilRotation() {
    await new Promise((resume) => setTimeout(resume, ROTATION_MILLIS));
  }

  /**
   * Ends a session that is not needed any more, if it is still there.
   *
   * @param {Tokens} tokens
   */
  async cleanUp({ refresh_token }) {
    await this.quietly("POST", "/session/sign-out", { json: { refresh_token } });
  }

  /**
   * Sends a request and reports it.
   *
   * @param {string} step
   * @param {string} method
   * @param {string} path
   * @param {{token?: string, json?: object, proof?: string, shown?: string, note?: string}} [what] `shown` stands for the body in the
   *     report
   * @returns {Promise<Exchange>}
   */
  async send(step, method, path, what = {}) {
    const exchange = { ...(await this.quietly(method, path, what)), step, note: what.note };
    this.#report(exchange);
    return exchange;
  }

  /**
   * Sends a request that is not worth showing.
   *
   * @param {string} method
   * @param {string} path
   * @param {{token?: string, json?: object, proof?: string, shown?: string}} [what]
   * @returns {Promise<Exchange>}
   */
  async quietly(method, path, { token, json, proof, shown } = {}) {
    const headers = {};
    if (token !== undefined) {
      headers.Authorization = `Bearer ${token}`;
    }
    if (proof !== undefined) {
      headers["Symbolon-Proof"] = proof;
    }
    if (json !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    const body = json === undefined ? undefined : JSON.stringify(json);
    const response = await fetch(path, { method, headers, body, credentials: "omit", cache: "no-store" });
    const answer = await response.text();
    const sent = [`${method} ${path}`];
    if (token !== undefined) {
      sent.push(`Authorization: Bearer ${token}`);
    }
    if (proof !== undefined) {
      sent.push(`Symbolon-Proof: ${proof}`);
    }
    if (body !== undefined) {
      sent.push(shown ?? body);
    }
    const offer = response.headers.get("DPoP-Nonce");
    return { step: "", sent: sent.join("\n"), status: response.status, answer, json: parsed(answer), offer };
  }

  /** @param {Exchange} exchange made by {@link Client#quietly} */
  report(exchange) {
    this.#report(exchange);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
