import { isWellFormed } from './utf8.ts';

const MAXIMUM_LENGTH = 1024;

/** What Java calls white space: the issuer is written in it, and both have to draw the same line. */
const BLANK = /^[\u0009-\u000d\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/;

/** Whether a text can be a subject: not blank, at most 1,024 UTF-16 units, with a form in UTF-8. It is opaque otherwise. */
export function isSubject(text: string): boolean {
  return isText(text) && !BLANK.test(text);
}

/** Whether a text has at most 1,024 UTF-16 units and a form in UTF-8. */
export function isText(text: string): boolean {
  return text.length <= MAXIMUM_LENGTH && isWellFormed(text);
}
