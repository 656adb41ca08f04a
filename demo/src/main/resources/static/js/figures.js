import { number } from "./format.js";

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
   */
  async settled() {
    await this.#next();
    return this.#next();
  }

  #next() {
    return new Promise((resolve) => {
      this.#stream.addEventListener("counters", ({ detail }) => resolve(detail), { once: true });
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
