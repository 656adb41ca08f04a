import { ConfigurationError } from '../errors.ts';
import { encode } from '../text/base64url.ts';
import { encode as utf8 } from '../text/utf8.ts';
import { type Algorithm, parametersOf } from './algorithm.ts';
import { VerificationKey } from './verification-key.ts';

const KEY_ID_BYTES = 16;

/** A secret that the issuer signs with. Whoever holds it can issue tokens. */
export interface Secret {
  readonly algorithm: 'HS256' | 'HS384' | 'HS512';
  /** At least as many bytes as the hash has (RFC 7518 section 3.2): 32, 48 or 64. Copied. */
  readonly secret: Uint8Array;
  /** The `kid` of its tokens; by default the one that Symbolon derives from the secret. */
  readonly keyId?: string | undefined;
}

/**
 * The key of a secret.
 *
 * @throws ConfigurationError if the secret is too short, or one byte again and again
 */
export async function secretKey(given: Secret): Promise<VerificationKey> {
  const secret = new Uint8Array(given.secret);
  const parameters = parametersOf(given.algorithm);
  if (parameters?.keyType !== 'oct') {
    throw new ConfigurationError('a secret is for HS256, HS384 or HS512');
  }
  if (secret.length < parameters.bytes) {
    throw new ConfigurationError(
      `${given.algorithm} needs a secret of at least ${parameters.bytes} random bytes (RFC 7518 section 3.2); ` +
        `this one has ${secret.length}`,
    );
  }
  if (secret.every((byte) => byte === secret[0])) {
    throw new ConfigurationError('the secret is one byte again and again: it was never filled with random bytes');
  }
  const key = await crypto.subtle.importKey('raw', secret, { ...parameters.importing }, false, ['sign', 'verify']);
  const keyId = given.keyId ?? (await derivedKeyId(given.algorithm, key));
  return new VerificationKey(given.algorithm, keyId, parameters, key, parameters.bytes, encode(secret));
}

/** An HMAC with the secret itself: it helps to guess a weak secret no more than any token does. */
async function derivedKeyId(algorithm: Algorithm, key: CryptoKey): Promise<string> {
  const label = utf8(`symbolon kid ${algorithm}`);
  const id = new Uint8Array(await crypto.subtle.sign('HMAC', key, label));
  return encode(id.subarray(0, KEY_ID_BYTES));
}
