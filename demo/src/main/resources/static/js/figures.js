import { number } from "./format.js";
import { RequestError } from "./session.js";

const LONGEST_WAIT_MILLIS = 5000;

/**
 * A node's totals since its start.
 *
 * @typedef {object} Counters
 * @property {string} at
 * @property {number} verified
 * @property {number} refused
 * @property {number} storage_calls
 * @property {number} view_entries
 * @property {number} view_lag_ms
 */

/** The big numbers. */
export class Figures {
  #stream;

  /** @param {EventTarget} stream */
  constructor(stream) {
    this.#stream = stream;
    stream.addEventListener("counters", ({ detail }) => show(detail));
  }

  /**
   * The next totals that the server tells. It counts on its own beat, so the next but one surely has all that was
   * answered before this call.
   *
   * @returns {Promise<Counters>}
   * @throws {RequestError} if they do not come
   */
  async settled() {
    await this.#next();
    return this.#next();
  }

  #next() {
    return new Promise((resolve, reject) => {
      const late = () => reject(new RequestError({ detail: "The node does not tell its figures. Try again." }));
      const timer = setTimeout(late, LONGEST_WAIT_MILLIS);
      const hear = ({ detail }) => {
        clearTimeout(timer);
        resolve(detail);
      };
      this.#stream.addEventListener("counters", hear, { once: true });
    });
  }
}

function show(counters) {
  const shown = {
    ...counters,
    ratio: Math.round(counters.verified / Math.max(1, counters.storage_calls)),
    silence: Math.round(counters.view_lag_ms / 100) / 10,
  };
  for (const place of document.querySelectorAll("[data-figure]")) {
    place.textContent = number(shown[place.dataset.figure]);
  }
}
