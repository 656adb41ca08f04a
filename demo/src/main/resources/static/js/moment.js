import { element } from "./dom.js";
import { exact, relative } from "./format.js";

const MILLIS_BETWEEN_UPDATES = 15_000;

/**
 * "3 minutes ago", with the exact time for who points at it. It stays right while the page is open.
 *
 * @param {Date} time
 * @returns {HTMLElement}
 */
export function moment(time) {
  return element("time", { datetime: time.toISOString(), title: exact(time), "data-relative": true }, relative(time));
}

/** Keeps all moments of the page right, without asking the server. */
export function keepMomentsRight() {
  setInterval(() => {
    for (const place of document.querySelectorAll("time[data-relative]")) {
      place.textContent = relative(new Date(place.dateTime));
    }
  }, MILLIS_BETWEEN_UPDATES);
}
