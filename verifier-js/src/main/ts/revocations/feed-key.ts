import { ConfigurationError } from '../errors.ts';
import { encode } from '../text/base64url.ts';
import { encode as utf8 } from '../text/utf8.ts';

const LEAST_BYTES = 32;
const KEY_ID_BYTES = 8;
const KEY_ID_LABEL = 'symbolon feed key id';

/** How the feed tells subjects to this verifier. */
export interface SubjectForm {
  /** The feed key's id; undefined if subjects are told as they are. */
  readonly keyId: string | undefined;
  /** What the feed calls a subject. */
  of(subject: string): Promise<string>;
}

/** Subjects as they are. */
export const CLEAR_SUBJECTS: SubjectForm = {
  keyId: undefined,
  of: (subject) => Promise.resolve(subject),
};

/** Subjects as MACs under a feed key. */
export async function maskedSubjects(key: CryptoKey): Promise<SubjectForm> {
  const id = await mac(key, KEY_ID_LABEL);
  return {
    keyId: encode(id.subarray(0, KEY_ID_BYTES)),
    of: async (subject) => encode(await mac(key, subject)),
  };
}

/**
 * A feed key, imported.
 *
 * @throws ConfigurationError if it has fewer than 32 bytes
 */
export function feedKey(bytes: Uint8Array): Promise<CryptoKey> {
  if (bytes.length < LEAST_BYTES) {
    throw new ConfigurationError(`the feed key has ${bytes.length} bytes: at least ${LEAST_BYTES} random ones are needed`);
  }
  return crypto.subtle.importKey('raw', new Uint8Array(bytes), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

async function mac(key: CryptoKey, text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text)));
}
