import { sixBitsOf } from '../text/base64url.ts';

/** 21 characters of six bits, and one of two: its other four bits are zero, so that an id has one text only. */
const SYNTAX = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** Whether a text is a session's id: the canonical base64url of 128 bits. */
export function isSessionId(text: string): boolean {
  return SYNTAX.test(text);
}

/** The partition of the session's subject: the seventh byte of the id, 0 to 255. */
export function partitionOf(sessionId: string): number {
  return (sixBitsOf(sessionId, 8) << 2) | (sixBitsOf(sessionId, 9) >> 4);
}
