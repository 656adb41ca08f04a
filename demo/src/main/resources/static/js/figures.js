import { byId } from "./dom.js";
import { counted, number } from "./format.js";

/**
 * A node's totals since its start.
 *
 * @typedef {object} Counters
 * @property {string} at
 * @property {number} verified
 * @property {number} refused
 * @property {number} storage_calls
 * @property {number} view_entries
 * @property {boolean} follows_log
 * @property {number} log_silent_seconds
 */

/**
 * Shows the big numbers, and whether all is well.
 *
 * @param {EventTarget} stream
 */
export function showFigures(stream) {
  stream.addEventListener("counters", ({ detail }) => show(detail));
  stream.addEventListener("link", ({ detail }) => {
    if (detail === "lost") {
      showHealth("warn", "Unknown", "This page has lost the connection to it.");
    }
  });
}

/** @param {Counters} counters */
function show(counters) {
  for (const place of document.querySelectorAll("[data-figure]")) {
    place.textContent = number(counters[place.dataset.figure]);
  }
  if (counters.follows_log) {
    showHealth("good", "Healthy", "It hears of every revocation.");
  } else {
    showHealth(
      "bad",
      "Cut off",
      `The revocation log has been silent for ${counted(counters.log_silent_seconds, "second")}.`,
    );
  }
}

function showHealth(tone, word, words) {
  byId("health").dataset.tone = tone;
  byId("health-word").textContent = word;
  byId("health-words").textContent = words;
}
