import { InvalidAccessTokenError } from '../errors.ts';
import type { VerificationKey } from '../keys/verification-key.ts';
import type { VerificationKeys } from '../keys/verification-keys.ts';
import { decode } from '../text/base64url.ts';
import { JsonError } from '../text/json-reader.ts';
import { decodeStrictly } from '../text/utf8.ts';
import { type Payload, readPayload } from './payload.ts';

/** A longer access token is neither made nor looked at. */
const MAXIMUM_CHARACTERS = 8192;

const BEARER = /^bearer /i;

/** What a token says that is ours and for us, and whose signature it has. */
export interface ParsedToken {
  readonly key: VerificationKey;
  readonly payload: Payload;
}

/** Which issuer and audience are accepted. */
export interface Accepted {
  readonly issuer: string;
  /** A token has to be meant for at least one of them. */
  readonly audience: readonly string[];
}

/**
 * Text to token. The order is the security: size, header, signature, and only then the claims. The header is matched, never
 * parsed: it has to be, character for character, the one that a configured key's tokens have.
 *
 * @throws InvalidAccessTokenError with MALFORMED, BAD_SIGNATURE, WRONG_ISSUER or WRONG_AUDIENCE
 */
export async function parseAccessToken(
  text: string,
  keys: VerificationKeys,
  accepted: Accepted,
): Promise<ParsedToken> {
  if (text.length > MAXIMUM_CHARACTERS) {
    throw new InvalidAccessTokenError('MALFORMED');
  }
  if (BEARER.test(text)) {
    throw new InvalidAccessTokenError(
      'MALFORMED',
      'It starts with the scheme "Bearer": verify takes what follows it.',
    );
  }
  const parts = text.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    throw new InvalidAccessTokenError('MALFORMED');
  }
  const key = await keys.find(header);
  if (key === undefined) {
    throw new InvalidAccessTokenError('BAD_SIGNATURE');
  }
  const signed = decode(signature);
  if (signed === undefined || hasSurrogatePair(payload)) {
    throw new InvalidAccessTokenError('MALFORMED');
  }
  if (!(await key.verify(latin1(`${header}.${payload}`), signed))) {
    throw new InvalidAccessTokenError('BAD_SIGNATURE');
  }
  return { key, payload: readClaims(payload, accepted) };
}

function readClaims(encoded: string, accepted: Accepted): Payload {
  const bytes = decode(encoded);
  const text = bytes === undefined ? undefined : decodeStrictly(bytes);
  const payload = text === undefined ? undefined : payloadOf(text);
  if (payload === undefined) {
    throw new InvalidAccessTokenError('MALFORMED');
  }
  if (payload.issuer !== accepted.issuer) {
    throw new InvalidAccessTokenError('WRONG_ISSUER', `Accepted is ${accepted.issuer}.`);
  }
  if (!payload.audience.some((audience) => accepted.audience.includes(audience))) {
    throw new InvalidAccessTokenError('WRONG_AUDIENCE', `Accepted is ${accepted.audience.join(' or ')}.`);
  }
  return payload;
}

function payloadOf(text: string): Payload | undefined {
  try {
    return readPayload(text);
  } catch (malformed) {
    if (malformed instanceof JsonError) {
      return undefined;
    }
    throw malformed;
  }
}

function hasSurrogatePair(text: string): boolean {
  return /[\ud800-\udbff][\udc00-\udfff]/.test(text);
}

/** One byte a character. What has none becomes a question mark, which is not in the alphabet of base64url. */
function latin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    bytes[i] = character > 0xff ? 0x3f : character;
  }
  return bytes;
}
