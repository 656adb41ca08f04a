/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {any} body JSON, or null
 */

/**
 * @typedef {object} Step
 * @property {string} sent what was sent, in words
 * @property {Answer} [answer]
 * @property {string} [note]
 */

const SHOWN = 12;

/**
 * Where an attack is carried out: sends what it is told to without the page's cookies, and keeps account of it.
 */
export class Lab {
  #account;
  #tell;
  #checks = [];
  #used = [];

  /**
   * @param {{name: string, password: string}} account
   * @param {(step: Step) => void} tell hears of each step
   */
  constructor(account, tell) {
    this.#account = account;
    this.#tell = tell;
  }

  /** Whether everything was as it had to be. */
  get held() {
    return this.#checks.length > 0 && this.#checks.every((check) => check);
  }

  /**
   * A new session of the victim.
   *
   * @returns {Promise<{access: string, refresh: string}>}
   */
  async signIn() {
    const { body } = await this.send("POST", "/sign-in", { json: this.#account, quiet: true });
    const tokens = { access: body.access_token, refresh: body.refresh_token };
    this.#used.push(tokens);
    return tokens;
  }

  /**
   * @param {string} refreshToken
   * @param {string} sent in words
   * @returns {Promise<Answer & {next: string, access: string}>}
   */
  async refresh(refreshToken, sent) {
    const answer = await this.send("POST", "/session/refresh", { json: { refresh_token: refreshToken }, sent });
    return { ...answer, next: answer.body?.refresh_token, access: answer.body?.access_token };
  }

  /**
   * @param {string} accessToken
   * @param {string} sent in words
   * @returns {Promise<Answer>}
   */
  use(accessToken, sent) {
    return this.send("GET", "/api/me", { token: accessToken, sent });
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{json?: object, token?: string, sent?: string, quiet?: boolean}} [options]
   * @returns {Promise<Answer>}
   */
  async send(method, path, { json, token, sent = `${method} ${path}`, quiet = false } = {}) {
    const headers = {};
    if (json) {
      headers["Content-Type"] = "application/json";
    }
    if (token) {
      headers.Authorization = `Bearer ${token}`;
    }
    const response = await fetch(path, {
      method,
      headers,
      body: json && JSON.stringify(json),
      credentials: "omit",
      cache: "no-store",
    });
    const text = await response.text();
    const answer = { status: response.status, body: text ? JSON.parse(text) : null };
    if (!quiet) {
      this.#tell({ sent, answer });
    }
    return answer;
  }

  /** @param {string} text what the reader should know between two answers */
  note(text) {
    this.#tell({ sent: text });
  }

  /**
   * Judges by what the server said.
   *
   * @param {boolean} isAsItHasToBe
   */
  check(isAsItHasToBe) {
    this.#checks.push(isAsItHasToBe);
  }

  /** Ends what is left of the victim's sessions. */
  async cleanUp() {
    for (const { refresh } of this.#used) {
      await this.send("POST", "/session/sign-out", { json: { refresh_token: refresh }, quiet: true });
    }
  }
}

/**
 * An answer as it is shown: tokens are shortened, nothing else is changed.
 *
 * @param {any} body
 * @returns {string}
 */
export function shown(body) {
  return JSON.stringify(
    body,
    (key, value) =>
      key.endsWith("_token") && typeof value === "string" ? `${value.slice(0, SHOWN)}…${value.slice(-SHOWN)}` : value,
    2,
  );
}
