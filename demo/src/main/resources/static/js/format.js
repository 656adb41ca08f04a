const NUMBER = new Intl.NumberFormat("en");
const EXACT = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });
const TIME_OF_DAY = new Intl.DateTimeFormat("en", { timeStyle: "medium" });
const CLOCK = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const JUST_NOW_SECONDS = 10;
const SHOWN_AT_THE_START = 8;
const SHOWN_AT_THE_END = 4;
const REFRESH_TOKEN_START = "symbolon_rt_";
const TOKENS = /eyJ[\w-]*\.[\w.-]*|symbolon_rt_[\w.-]+/g;

/**
 * With thousands apart.
 *
 * @param {number} value
 * @returns {string}
 */
export function number(value) {
  return NUMBER.format(value);
}

/**
 * "3 minutes ago", "in 14 days".
 *
 * @param {Date} time
 * @param {Date} [now]
 * @returns {string}
 */
export function relative(time, now = new Date()) {
  const seconds = (time.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < JUST_NOW_SECONDS) {
    return "just now";
  }
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}

/**
 * Date and time to the second, as this computer's clock shows them.
 *
 * @param {Date} time
 * @returns {string}
 */
export function exact(time) {
  return EXACT.format(time);
}

/**
 * The time of day to the second.
 *
 * @param {Date} time
 * @returns {string}
 */
export function timeOfDay(time) {
  return TIME_OF_DAY.format(time);
}

/**
 * The time of day to the millisecond.
 *
 * @param {Date} time
 * @returns {string}
 */
export function clock(time) {
  return CLOCK.format(time);
}

/**
 * "1 session", "3 sessions".
 *
 * @param {number} count
 * @param {string} noun
 * @returns {string}
 */
export function counted(count, noun) {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * A text with all tokens in it cut short: they are long, and secrets.
 *
 * @param {string} text
 * @returns {string}
 */
export function withShortTokens(text) {
  return text.replace(TOKENS, (token) =>
    token.startsWith(REFRESH_TOKEN_START)
      ? REFRESH_TOKEN_START + shortPart(token.slice(REFRESH_TOKEN_START.length))
      : token.split(".").map(shortPart).join("."),
  );
}

function shortPart(part) {
  return part.length <= 2 * SHOWN_AT_THE_START
    ? part
    : `${part.slice(0, SHOWN_AT_THE_START)}…${part.slice(-SHOWN_AT_THE_END)}`;
}
