/**
 * Keeps a page signed in: a fetch that refreshes once when the server asks for it, one refresh at a time over all tabs,
 * and an event in all tabs when the session is over.
 *
 *     import { BrowserSession } from "/symbolon/symbolon.js";
 *     const session = new BrowserSession();
 *     session.addEventListener("signed-out", (event) => showSignIn(event.detail.cause));
 *     const response = await session.fetch("/api/orders");
 */

const NO_RESPONSE = null;
const LONGEST_ARRIVAL_MILLIS = 1000;
const BROWSERS_TURN_MILLIS = 5000;
/** The server says that the key is another one after three wrong signatures. */
const MOST_SIGNATURES = 3;
const OFFER_MILLIS = 120_000;
/** The challenge by which a sign-in or a step-up leads to a binding. */
const OFFER = /symbolon_rc_[\w-]+/;
/** The cookie that says that the browser renews the session by itself, whatever the application is called. */
const MARKER = /(?:^|;\s*)(?:__Host-|__Secure-)?(?:[^=;]*-)?session-bound(?:-split)?=/;

/**
 * @typedef {object} Options
 * @property {"cookie" | "bearer"} [mode] where tokens travel; split cookies are cookies too
 * @property {string} [base] the origin of the API; by default the page's
 * @property {string} [refreshPath]
 * @property {string} [signOutPath]
 * @property {Storage} [storage] with bearer tokens: where to keep them. By default this page's memory. What a script can
 *     read, a hostile script can steal: prefer cookies.
 * @property {string} [name] tells several sessions of one origin apart
 * @property {boolean} [bind] binds each session to a key of this browser that cannot be exported, where the browser does
 *     not do so by itself. Sign-ins and step-ups have to go through `fetch` of this session
 * @property {number} [bindAfter] with cookies: how many milliseconds the browser has to bind it by itself; 5,000 by default
 * @property {string} [bindPath]
 */

/**
 * Event "signed-out": `event.detail` has `code` (why, as the server says, or "SIGNED_OUT") and perhaps `cause` (why the
 * session was ended). It comes in every tab of the origin; with bearer tokens only where tabs share `localStorage`.
 *
 * Event "step-up": a request of this tab needs a factor that the user has not proved, or too long ago. `event.detail` has
 * `code` ("FACTOR_MISSING" or "FACTOR_TOO_OLD"), `factor` and `max_age` in seconds. The session goes on: let the user
 * prove the factor, then send the request again.
 */
export class BrowserSession extends EventTarget {
  #base;
  #refreshUrl;
  #signOutUrl;
  #bindUrl;
  #binds;
  #bindAfter;
  /** With bearer tokens: the challenge of a sign-in whose tokens are still to come. */
  #offer = null;
  #isBearer;
  #credentials;
  #tokens;
  #name;
  #isShared;
  #channel;
  /** Counts the refreshes that this tab has heard of: who sent a request before one need not refresh after it. */
  #refreshes = 0;
  #pending = null;
  #isOver = false;

  /** @param {Options} [options] */
  constructor(options = {}) {
    super();
    this.#base = new URL(options.base ?? globalThis.location.origin);
    this.#refreshUrl = new URL(options.refreshPath ?? "/session/refresh", this.#base);
    this.#signOutUrl = new URL(options.signOutPath ?? "/session/sign-out", this.#base);
    this.#bindUrl = new URL(options.bindPath ?? "/session/bind", this.#base);
    this.#binds = options.bind ?? false;
    this.#bindAfter = options.bindAfter ?? BROWSERS_TURN_MILLIS;
    this.#isBearer = options.mode === "bearer";
    const isSameOrigin = this.#base.origin === globalThis.location.origin;
    this.#credentials = this.#isBearer || isSameOrigin ? "same-origin" : "include";
    this.#name = `symbolon:${options.name ?? this.#base.origin}`;
    this.#tokens = new TokenStore(options.storage, this.#name);
    this.#isShared = !this.#isBearer || isLocalStorage(options.storage);
    if (this.#isShared && typeof BroadcastChannel === "function") {
      this.#channel = new BroadcastChannel(this.#name);
      this.#channel.onmessage = (event) => this.#hear(event.data);
    }
    if (this.#binds && !this.#isBearer) {
      this.#bindAsOffered();
    }
  }

  /**
   * As the global fetch. A request to the API that is answered "refresh and try again" is sent once more after a refresh.
   * Requests to other origins get no token.
   *
   * @param {RequestInfo | URL} input
   * @param {RequestInit} [init]
   * @returns {Promise<Response>}
   */
  async fetch(input, init) {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== this.#base.origin) {
      return globalThis.fetch(request);
    }
    const heard = this.#refreshes;
    const token = this.#tokens.access();
    const response = await this.#send(request.clone());
    await this.#noteOffer(response);
    if (!(await this.#asksForRefresh(response))) {
      return response;
    }
    if (!(await this.#refreshAfter(heard, token))) {
      return response;
    }
    const second = await this.#send(request);
    await this.#noteOffer(second);
    await this.#asksForRefresh(second);
    return second;
  }

  /**
   * Tells of a sign-in.
   *
   * @param {{access_token: string, refresh_token: string}} [tokens] with bearer tokens: the sign-in's answer
   */
  signedIn(tokens) {
    if (this.#isBearer && tokens) {
      this.#tokens.keep(tokens);
      this.#bindTokens();
    }
    this.#isOver = false;
  }

  /** Whether the server has said that the session is over, since the last sign-in. */
  get isOver() {
    return this.#isOver;
  }

  /**
   * Refreshes now, at the same time as no other tab.
   *
   * @returns {Promise<boolean>} whether there are new tokens
   */
  refresh() {
    return this.#refreshAfter(this.#refreshes, this.#tokens.access());
  }

  /**
   * Ends this session, in all tabs.
   *
   * @returns {Promise<boolean>} false if the server could not be reached or could not do it now; then nothing is lost
   */
  async signOut() {
    const response = await this.#post(this.#signOutUrl);
    // 401: there is no session left that these tokens could end.
    if (!response || !(response.ok || response.status === 401)) {
      return false;
    }
    this.#end({ code: "SIGNED_OUT", ends_session: true }, true);
    return true;
  }

  /** Stops listening to other tabs. */
  close() {
    this.#channel?.close();
  }

  #send(request) {
    const headers = new Headers(request.headers);
    const token = this.#tokens.access();
    if (this.#isBearer && token) {
      headers.set("Authorization", `Bearer ${token}`);
    }
    const credentials = this.#credentials === "include" ? "include" : request.credentials;
    return globalThis.fetch(new Request(request, { headers, credentials }));
  }

  async #asksForRefresh(response) {
    if (response.ok) {
      this.#isOver = false;
      return false;
    }
    const problem = await problemOf(response);
    // A visitor who never signed in hears nothing.
    if (problem?.action === "SIGN_IN" && problem.code !== "TOKEN_MISSING") {
      this.#end(problem, true);
    }
    if (problem?.action === "STEP_UP") {
      const { code, factor, max_age } = problem;
      this.dispatchEvent(new CustomEvent("step-up", { detail: { code, factor, max_age } }));
    }
    return response.status === 401 && problem?.action === "REFRESH";
  }

  /** Whether there are newer tokens than those that were refused. */
  #refreshAfter(heard, refused) {
    if (this.#refreshes !== heard) {
      return Promise.resolve(true);
    }
    this.#pending ??= this.#refreshInTurn(refused).finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  async #refreshInTurn(refused) {
    const locks = globalThis.navigator?.locks;
    // Without locks tabs may refresh at the same time; the server gives them the same refresh token.
    if (!this.#isShared || !locks) {
      return this.#refresh(refused);
    }
    const done = await locks.request(this.#name, { ifAvailable: true }, (lock) =>
      lock ? this.#refresh(refused) : undefined,
    );
    if (done !== undefined) {
      return done;
    }
    // Another tab is at it. What it gets is ours as well.
    await locks.request(this.#name, { mode: "shared" }, () => {});
    if (!this.#isBearer || (await this.#tokens.change(refused))) {
      return true;
    }
    return locks.request(this.#name, () => this.#refresh(refused));
  }

  async #refresh(refused) {
    if (this.#isBearer && this.#tokens.access() !== refused) {
      return true;
    }
    let response = await this.#post(this.#refreshUrl);
    for (let signed = 0; signed < MOST_SIGNATURES && response?.status === 403; signed++) {
      const proved = await proofFor(response);
      if (!proved) {
        break;
      }
      response = await this.#post(this.#refreshUrl, proved);
    }
    if (!response) {
      return false;
    }
    if (!response.ok) {
      const problem = await problemOf(response);
      if (problem?.action === "SIGN_IN") {
        this.#end(problem, true);
      }
      return false;
    }
    await this.#keepNewTokens(response);
    return true;
  }

  async #keepNewTokens(response) {
    if (this.#isBearer) {
      this.#tokens.keep(await response.json());
    }
    this.#isOver = false;
    this.#refreshes++;
    this.#channel?.postMessage({ type: "refreshed" });
  }

  /** With the refresh token. */
  #post(url, headers = {}) {
    return this.#isBearer
      ? this.#request(url, {
          headers: { "Content-Type": "application/json", ...headers },
          body: JSON.stringify({ refresh_token: this.#tokens.refresh() }),
        })
      : this.#request(url, { headers });
  }

  async #request(url, init) {
    try {
      return await globalThis.fetch(url, { method: "POST", credentials: this.#credentials, cache: "no-store", ...init });
    } catch {
      return NO_RESPONSE;
    }
  }

  async #noteOffer(response) {
    const header = this.#isBearer ? "DPoP-Nonce" : "Secure-Session-Registration";
    const challenge = this.#binds && OFFER.exec(response.headers.get(header) ?? "")?.[0];
    if (!challenge) {
      return;
    }
    if (this.#isBearer) {
      this.#offer = challenge;
      return;
    }
    const offer = { challenge, due: Date.now() + this.#bindAfter };
    try {
      // Kept before the caller may leave this page.
      await (await sessionKey()).keepOffer(this.#name, offer);
    } catch {
      return;
    }
    this.#bindWhenDue(offer);
  }

  /** What was offered to a page that was left since. */
  async #bindAsOffered() {
    try {
      const offer = await (await sessionKey()).offer(this.#name);
      if (offer) {
        this.#bindWhenDue(offer);
      }
    } catch {
      // A browser that keeps no keys has a session like any other.
    }
  }

  /** When the browser has had its turn. */
  async #bindWhenDue(offer) {
    await new Promise((resolve) => setTimeout(resolve, offer.due - Date.now()));
    try {
      const isOurs = await (await sessionKey()).takeOffer(this.#name, offer.challenge);
      const isGood = Date.now() < offer.due + OFFER_MILLIS;
      if (isOurs && isGood && !MARKER.test(document.cookie)) {
        await this.#bind(offer.challenge);
      }
    } catch {
      // As above.
    }
  }

  async #bindTokens() {
    const challenge = this.#offer;
    this.#offer = null;
    if (challenge) {
      try {
        await this.#bind(challenge);
      } catch {
        // As above.
      }
    }
  }

  /** As a refresh does, it gives new tokens to all tabs: it takes the place of one, for who waits for it. */
  async #bind(challenge) {
    const keys = await sessionKey();
    const proof = await keys.registration(challenge);
    const locks = globalThis.navigator?.locks;
    if (this.#isShared && locks) {
      await locks.request(this.#name, () => this.#bindOrRefresh(proof));
      return;
    }
    await this.#pending;
    this.#pending = this.#bindOrRefresh(proof).finally(() => {
      this.#pending = null;
    });
    await this.#pending;
  }

  async #bindOrRefresh(proof) {
    const headers = { "Symbolon-Proof": proof };
    if (this.#isBearer) {
      headers.Authorization = `Bearer ${this.#tokens.access()}`;
    }
    const response = await this.#request(this.#bindUrl, { headers });
    if (response?.ok) {
      await this.#keepNewTokens(response);
      return true;
    }
    return response?.status !== 401 && this.#refresh(this.#tokens.access());
  }

  #hear(message) {
    if (message?.type === "refreshed") {
      this.#refreshes++;
      this.#isOver = false;
    } else if (message?.type === "signed-out") {
      this.#end(message.detail, false);
    }
  }

  #end(problem, isNews) {
    if (this.#isOver) {
      return;
    }
    this.#isOver = true;
    // Where the server says that the session goes on, its tokens may be good again.
    if (problem.ends_session) {
      this.#tokens.forget();
    }
    const { code, cause, ends_session } = problem;
    if (isNews) {
      this.#channel?.postMessage({ type: "signed-out", detail: { code, cause, ends_session } });
    }
    this.dispatchEvent(new CustomEvent("signed-out", { detail: { code, cause } }));
  }
}

/** Bearer tokens, read anew at each use: another tab may have replaced them. */
class TokenStore {
  #storage;
  #key;
  #kept = null;

  constructor(storage, key) {
    this.#storage = storage;
    this.#key = key;
  }

  access() {
    return this.#read()?.access_token ?? "";
  }

  refresh() {
    return this.#read()?.refresh_token ?? "";
  }

  /** Whether another access token is here, or comes soon: what a tab stores is seen by the others a moment later. */
  change(refused) {
    return new Promise((resolve) => {
      const finish = (result) => {
        clearTimeout(timer);
        globalThis.removeEventListener("storage", look);
        resolve(result);
      };
      const look = () => {
        if (this.access() !== refused) {
          finish(true);
        }
      };
      const timer = setTimeout(() => finish(this.access() !== refused), LONGEST_ARRIVAL_MILLIS);
      globalThis.addEventListener("storage", look);
      look();
    });
  }

  /** An answer without a refresh token leaves the one that is there (RFC 6749 section 6). */
  keep({ access_token, refresh_token = this.refresh() }) {
    const text = JSON.stringify({ access_token, refresh_token });
    if (this.#storage) {
      this.#storage.setItem(this.#key, text);
    } else {
      this.#kept = text;
    }
  }

  forget() {
    this.#kept = null;
    this.#storage?.removeItem(this.#key);
  }

  #read() {
    const text = this.#storage ? this.#storage.getItem(this.#key) : this.#kept;
    return text ? JSON.parse(text) : null;
  }
}

function isLocalStorage(storage) {
  try {
    return Boolean(storage) && storage === globalThis.localStorage;
  } catch {
    return false;
  }
}

function sessionKey() {
  return import("./session-key.js");
}

/** The header that answers a refusal; null if it asks for nothing that a script can prove now. */
async function proofFor(response) {
  const problem = await problemOf(response);
  if (problem?.binding !== "SOFTWARE") {
    return null;
  }
  try {
    const keys = await sessionKey();
    const proof = await keys.proof(problem.challenge);
    return proof ? { "Symbolon-Proof": proof } : { "Symbolon-Key-Lost": "?1" };
  } catch {
    return null;
  }
}

/** The problem details (RFC 9457) of a response, or null if it has none. */
async function problemOf(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/problem+json")) {
    return null;
  }
  try {
    return await response.clone().json();
  } catch {
    return null;
  }
}
