import { ExactNumber } from './json-value.ts';

/** What other readers accept at most, so that all judge alike. */
const MAXIMUM_DIGITS = 1000;
const MAXIMUM_EXPONENT = 9999;
const MAXIMUM_LENGTH = MAXIMUM_DIGITS + 10;

const SYNTAX = /(-?)(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;

/** A number as it stands in a text. */
export interface NumberToken {
  readonly text: string;
  readonly sign: string;
  readonly whole: string;
  /** Digits after the point; empty if there is none. */
  readonly fraction: string;
  /** With its sign; empty if there is none. */
  readonly exponent: string;
}

/** The number that stands at an index; undefined if none does. */
export function numberAt(text: string, index: number): NumberToken | undefined {
  // A copy: the shared pattern must keep no state between two readers.
  const syntax = new RegExp(SYNTAX);
  syntax.lastIndex = index;
  const found = syntax.exec(text);
  if (found === null) {
    return undefined;
  }
  return {
    text: found[0],
    sign: found[1] ?? '',
    whole: found[2] ?? '',
    fraction: (found[3] ?? '').slice(1),
    exponent: (found[4] ?? '').slice(1),
  };
}

/** Whether it is written without a point and an exponent. */
export function isInteger(token: NumberToken): boolean {
  return token.fraction === '' && token.exponent === '';
}

/** Its value; undefined if it is beyond what is accepted. */
export function valueOf(token: NumberToken): number | bigint | ExactNumber | undefined {
  const exponentDigits = token.exponent.replace(/^[+-]/, '');
  if (token.whole.length + token.fraction.length + exponentDigits.length > MAXIMUM_LENGTH) {
    return undefined;
  }
  const digits = token.whole + token.fraction;
  const scale = token.fraction.length - Number(token.exponent);
  if (digits.replace(/^0+/, '').length > MAXIMUM_DIGITS || Math.abs(scale) > MAXIMUM_EXPONENT) {
    return undefined;
  }
  // Others write an integer with an exponent too, such as 1e0.
  return scale === 0 ? whole(token.sign + digits) : fractional(token, digits);
}

function whole(text: string): number | bigint {
  const exact = BigInt(text.startsWith('-') ? text.slice(1) : text) * (text.startsWith('-') ? -1n : 1n);
  const rounded = Number(exact);
  return Number.isSafeInteger(rounded) ? rounded : exact;
}

function fractional(token: NumberToken, digits: string): number | ExactNumber {
  const rounded = Number(token.text);
  const isZero = /^0*$/.test(digits);
  if (!Number.isFinite(rounded) || (rounded === 0 && !isZero)) {
    return new ExactNumber(token.text);
  }
  // Not the negative zero, which is equal to zero and yet another value.
  return rounded === 0 ? 0 : rounded;
}
