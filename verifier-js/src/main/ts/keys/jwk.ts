import { ConfigurationError } from '../errors.ts';
import { decode, encode } from '../text/base64url.ts';
import { type Algorithm, type AlgorithmParameters, parametersOf } from './algorithm.ts';
import { checkEd25519 } from './ed25519-rules.ts';
import { toNumber } from './numbers.ts';
import { checkRsa } from './rsa-rules.ts';
import { VerificationKey } from './verification-key.ts';

/** A JSON Web Key (RFC 7517) of unknown content, with errors that name a member and never show its value. */
export class Jwk {
  readonly #members: object;

  constructor(members: object) {
    this.#members = members;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#members, name);
  }

  text(name: string): string {
    const value = this.#value(name);
    if (typeof value !== 'string') {
      throw new ConfigurationError(`a JWK has no ${name}, or one that is not a text`);
    }
    return value;
  }

  /** The elements of an array; undefined if there is no such member. */
  list(name: string): readonly unknown[] | undefined {
    const value = this.#value(name);
    if (this.has(name) && !Array.isArray(value)) {
      throw new ConfigurationError(`a JWK's ${name} is not an array`);
    }
    return value as readonly unknown[] | undefined;
  }

  /** The bytes without leading zeros. */
  number(name: string): Uint8Array<ArrayBuffer> {
    const bytes = this.bytes(name);
    const first = bytes.findIndex((byte) => byte !== 0);
    return bytes.slice(first < 0 ? bytes.length : first);
  }

  bytes(name: string): Uint8Array<ArrayBuffer> {
    const bytes = decode(this.text(name));
    if (bytes === undefined) {
      throw new ConfigurationError(`a JWK's ${name} is not base64url`);
    }
    return bytes;
  }

  #value(name: string): unknown {
    return this.has(name) ? (this.#members as Record<string, unknown>)[name] : undefined;
  }
}

/**
 * The public key: RFC 7518 section 6, RFC 8037 section 2.
 *
 * @throws ConfigurationError that says which member is missing or wrong, without its value
 */
export async function publicKey(algorithm: Algorithm, jwk: Jwk, keyId: string): Promise<VerificationKey> {
  const parameters = parametersOf(algorithm);
  if (parameters === undefined || parameters.keyType === 'oct') {
    throw new ConfigurationError(`${algorithm} has no public key`);
  }
  requireMember(jwk, 'kty', parameters.keyType, algorithm);
  if (parameters.curve !== undefined) {
    requireMember(jwk, 'crv', parameters.curve, algorithm);
  }
  switch (parameters.keyType) {
    case 'RSA':
      return rsaKey(algorithm, parameters, jwk, keyId);
    case 'EC':
      return ecKey(algorithm, parameters, jwk, keyId);
    case 'OKP':
      return ed25519Key(algorithm, parameters, jwk, keyId);
  }
}

function rsaKey(algorithm: Algorithm, parameters: AlgorithmParameters, jwk: Jwk, keyId: string): Promise<VerificationKey> {
  const modulus = jwk.number('n');
  const exponent = jwk.number('e');
  checkRsa(toNumber(modulus), toNumber(exponent));
  const members = { kty: 'RSA', n: encode(modulus), e: encode(exponent) };
  return imported(algorithm, parameters, keyId, members, modulus.length);
}

function ecKey(algorithm: Algorithm, parameters: AlgorithmParameters, jwk: Jwk, keyId: string): Promise<VerificationKey> {
  const x = encode(padded(jwk.number('x'), parameters.bytes));
  const y = encode(padded(jwk.number('y'), parameters.bytes));
  const members = { kty: 'EC', crv: parameters.curve ?? '', x, y };
  return imported(algorithm, parameters, keyId, members, 2 * parameters.bytes);
}

function ed25519Key(
  algorithm: Algorithm,
  parameters: AlgorithmParameters,
  jwk: Jwk,
  keyId: string,
): Promise<VerificationKey> {
  const x = jwk.bytes('x');
  if (x.length !== parameters.bytes) {
    throw new ConfigurationError(`a JWK's x has to have ${parameters.bytes} bytes`);
  }
  checkEd25519(x);
  const members = { kty: 'OKP', crv: 'Ed25519', x: encode(x) };
  return imported(algorithm, parameters, keyId, members, 2 * parameters.bytes);
}

/** Only with what makes the key: other members, such as its use, were looked at before. */
async function imported(
  algorithm: Algorithm,
  parameters: AlgorithmParameters,
  keyId: string,
  members: JsonWebKey,
  signatureBytes: number,
): Promise<VerificationKey> {
  try {
    const key = await crypto.subtle.importKey('jwk', members, { ...parameters.importing }, false, ['verify']);
    return new VerificationKey(algorithm, keyId, parameters, key, signatureBytes, JSON.stringify(members));
  } catch (unusable) {
    if (unusable instanceof ConfigurationError) {
      throw unusable;
    }
    throw new ConfigurationError(`a JWK is not a valid public key for ${algorithm}`, unusable);
  }
}

function padded(number: Uint8Array, size: number): Uint8Array {
  if (number.length > size) {
    throw new ConfigurationError('the public key is not a point of its curve');
  }
  const bytes = new Uint8Array(size);
  bytes.set(number, size - number.length);
  return bytes;
}

function requireMember(jwk: Jwk, name: string, needed: string, algorithm: Algorithm): void {
  if (jwk.text(name) !== needed) {
    throw new ConfigurationError(`a JWK's ${name} does not fit its alg: ${algorithm} needs "${needed}"`);
  }
}
