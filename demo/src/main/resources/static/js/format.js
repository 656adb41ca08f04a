const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const NUMBER = new Intl.NumberFormat("en");

const CAUSES = {
  SIGNED_OUT: "You have signed out.",
  SIGNED_OUT_FROM_ANOTHER_SESSION: "You were signed out from another of your devices.",
  REPLACED_BY_NEWER_SIGN_IN: "You have signed in on more devices than allowed, and this was the oldest.",
  REUSE_DETECTED: "A key to your session was used twice, as if it had been stolen. To be safe, it was ended.",
  ADMINISTRATOR: "An administrator has signed you out.",
  CONTEXT_REFUSED: "This does not look like the device that signed in. Please sign in again.",
  COOKIES_DROPPED:
    "Your browser takes no Secure cookies over plain http, so it did not keep the sign-in. Use Chromium, Chrome, Edge or "
    + "Firefox, or start the demo with --symbolon.web.cookie.secure=false.",
};

/**
 * @param {string} [cause] as the server tells it
 * @returns {string} for people; empty if there is nothing to say
 */
export function reasonFor(cause) {
  return cause ? CAUSES[cause] ?? "Your session has ended." : "";
}

/**
 * @param {string} instant ISO 8601
 * @returns {HTMLTimeElement} "5 minutes ago", with the exact time in its title
 */
export function ago(instant) {
  const time = document.createElement("time");
  time.dateTime = instant;
  time.title = new Date(instant).toLocaleString("en");
  time.textContent = relative((Date.parse(instant) - Date.now()) / 1000);
  return time;
}

/**
 * @param {number} seconds negative for the past
 * @returns {string}
 */
export function relative(seconds) {
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) {
      return RELATIVE.format(Math.trunc(seconds / size), unit);
    }
  }
  return seconds < -30 ? "less than a minute ago" : seconds <= 0 ? "just now" : "in less than a minute";
}

/**
 * @param {number} value
 * @returns {string}
 */
export function count(value) {
  return NUMBER.format(value);
}

/**
 * @param {number} value
 * @param {string} noun in the singular
 * @returns {string} such as "1 session", "2 sessions"
 */
export function counted(value, noun) {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}
