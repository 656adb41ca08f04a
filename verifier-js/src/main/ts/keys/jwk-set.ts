import { ConfigurationError } from '../errors.ts';
import { JsonError, readObject } from '../text/json-reader.ts';
import { type Algorithm, algorithms, parametersOf } from './algorithm.ts';
import { Jwk, publicKey } from './jwk.ts';
import { distinct, type VerificationKey } from './verification-key.ts';

/** A JWK set (RFC 7517 section 5), as `JSON.parse` gives it. Each key needs `alg` and `kid`. */
export interface JwkSet {
  readonly keys: readonly object[];
}

const MAXIMUM_KEYS = 100;
const KEY_TYPES: readonly string[] = ['RSA', 'EC', 'OKP'];
const SECRET_MEMBERS: readonly string[] = ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth'];

/**
 * Reads a set. What cannot sign tokens that we could verify is left out, as the RFC asks; what is meant to, and is not in
 * order, is refused with the whole set.
 *
 * @param set the object, or its text
 * @throws ConfigurationError if it is not a set, has no key that verifies, or has one that cannot be used; without any
 *     member's value
 */
export async function readJwkSet(set: JwkSet | string): Promise<readonly VerificationKey[]> {
  const jwks = membersOf(typeof set === 'string' ? parsed(set) : set);
  jwks.forEach(requirePublic);
  const read: VerificationKey[] = [];
  for (const jwk of jwks.filter(isForVerification)) {
    const key = await keyOf(jwk);
    if (key !== undefined) {
      read.push(key);
    }
  }
  if (jwks.length === 0) {
    throw new ConfigurationError(
      'the JWK set is empty: does its issuer sign with a secret, such as HS256? Secrets are not published; give the verifier secrets',
    );
  }
  if (read.length === 0) {
    throw new ConfigurationError(`the JWK set has no key that verifies signatures of ${algorithms().join(', ')}`);
  }
  return distinct(read);
}

function parsed(text: string): object {
  try {
    return readObject(text);
  } catch (malformed) {
    throw malformed instanceof JsonError ? new ConfigurationError('the JWK set is not a JSON object') : malformed;
  }
}

function membersOf(set: object): readonly Jwk[] {
  const keys: unknown = 'keys' in set ? set.keys : undefined;
  if (!Array.isArray(keys)) {
    throw new ConfigurationError('the JWK set has no keys: a member "keys" with an array is expected');
  }
  if (keys.length > MAXIMUM_KEYS) {
    throw new ConfigurationError(`the JWK set has ${keys.length} keys: at most ${MAXIMUM_KEYS} are accepted`);
  }
  return keys.map((jwk: unknown) => {
    if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk)) {
      throw new ConfigurationError('the JWK set has a key that is not a JSON object');
    }
    return new Jwk(jwk);
  });
}

function requirePublic(jwk: Jwk): void {
  if (SECRET_MEMBERS.some((name) => jwk.has(name))) {
    throw new ConfigurationError(
      'the JWK set shows a private key or a secret. Whoever has read it can issue tokens: its owner has to replace the key',
    );
  }
}

function isForVerification(jwk: Jwk): boolean {
  return (
    (!jwk.has('use') || jwk.text('use') === 'sig') &&
    (jwk.list('key_ops')?.includes('verify') ?? true) &&
    KEY_TYPES.includes(jwk.text('kty'))
  );
}

/** The key; undefined if it is for an algorithm or a curve that we do not have. */
async function keyOf(jwk: Jwk): Promise<VerificationKey | undefined> {
  const algorithm = jwk.text('alg');
  const keyId = jwk.text('kid');
  const parameters = parametersOf(algorithm);
  const isOtherCurve = parameters?.keyType === 'OKP' && jwk.has('crv') && jwk.text('crv') === 'Ed448';
  return parameters === undefined || isOtherCurve ? undefined : publicKey(algorithm as Algorithm, jwk, keyId);
}
