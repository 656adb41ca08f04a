import { eventsOf } from "./sse.js";

const NAME = "symbolon-demo:stream";
const FIRST_WAIT_MILLIS = 50;
const LONGEST_WAIT_MILLIS = 4000;

/**
 * The server's events, as events of this object: `event.detail` is the data. All tabs share one connection, as a browser
 * opens no more than six to a server: the tab that has the lock reads, and tells the others. Further events: "link", whose
 * detail is "open" or "lost", and "unauthorized" when there is no session to listen by.
 */
export class SharedStream extends EventTarget {
  #session;
  #url;
  #channel = new BroadcastChannel(NAME);
  #hello = null;
  #isReader = false;
  #abort = new AbortController();

  /**
   * @param {import("/symbolon/symbolon.js").BrowserSession} session
   * @param {string} url
   */
  constructor(session, url) {
    super();
    this.#session = session;
    this.#url = url;
  }

  /** Listens, until the page is gone. */
  start() {
    if (!navigator.locks) {
      // Browsers have no locks over plain http, but for localhost. Each tab then has a connection of its own.
      this.#read();
      return;
    }
    this.#channel.onmessage = (event) => this.#hear(event.data);
    this.#channel.postMessage({ name: "who-reads" });
    navigator.locks.request(NAME, () => this.#read());
  }

  /** Connects anew, whichever tab has the connection: its session is not this page's. */
  restart() {
    this.#channel.postMessage({ name: "restart" });
    this.#restartIfReader();
  }

  async #read() {
    this.#isReader = true;
    let wait = FIRST_WAIT_MILLIS;
    for (;;) {
      const started = performance.now();
      await this.#readOnce();
      this.#hello = null;
      wait = performance.now() - started > LONGEST_WAIT_MILLIS ? FIRST_WAIT_MILLIS : wait * 2;
      await new Promise((resolve) => setTimeout(resolve, Math.min(wait, LONGEST_WAIT_MILLIS)));
    }
  }

  async #readOnce() {
    this.#abort = new AbortController();
    try {
      const response = await this.#session.fetch(this.#url, { signal: this.#abort.signal, cache: "no-store" });
      if (!response.ok) {
        this.#tell((await asksForSignIn(response)) ? { name: "unauthorized" } : { name: "link", data: "lost" });
        return;
      }
      this.#tell({ name: "link", data: "open" });
      for await (const event of eventsOf(response)) {
        if (event.name === "hello") {
          this.#hello = event.data;
        }
        this.#tell(event);
        if (event.name === "outdated") {
          return;
        }
      }
      this.#tell({ name: "link", data: "lost" });
    } catch {
      this.#tell({ name: "link", data: "lost" });
    }
  }

  #tell(event) {
    this.#channel.postMessage(event);
    this.#dispatch(event);
  }

  #hear(event) {
    if (event.name === "restart") {
      this.#restartIfReader();
    } else if (event.name === "who-reads") {
      if (this.#hello) {
        this.#channel.postMessage({ name: "link", data: "open" });
        this.#channel.postMessage({ name: "hello", data: this.#hello });
      }
    } else {
      this.#dispatch(event);
    }
  }

  #dispatch({ name, data }) {
    this.dispatchEvent(new CustomEvent(name, { detail: data }));
  }

  #restartIfReader() {
    if (this.#isReader) {
      this.#abort.abort();
    }
  }
}

/** A 401 alone does not mean that the session is over: it is also what is left of a refresh that failed for now. */
async function asksForSignIn(response) {
  try {
    return (await response.json()).action === "SIGN_IN";
  } catch {
    return false;
  }
}
