import { ConfigurationError } from '../errors.ts';
import { isText } from '../text/subject.ts';
import type { Algorithm, AlgorithmParameters } from './algorithm.ts';
import { encodedHeader } from './key-header.ts';

/** A key that verifies access tokens, and the one header that its tokens have. */
export class VerificationKey {
  readonly algorithm: Algorithm;
  readonly keyId: string;
  /** The first part of a token of this key. */
  readonly encodedHeader: string;
  /** What only the same key has: a text of its numbers, or of its secret. Never shown. */
  readonly #identity: string;
  readonly #parameters: AlgorithmParameters;
  readonly #signatureBytes: number;
  readonly #key: CryptoKey;

  constructor(
    algorithm: Algorithm,
    keyId: string,
    parameters: AlgorithmParameters,
    key: CryptoKey,
    signatureBytes: number,
    identity: string,
  ) {
    if (!isText(keyId)) {
      throw new ConfigurationError('a key id has to be a text of at most 1,024 characters, without half surrogate pairs');
    }
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.encodedHeader = encodedHeader(algorithm, keyId);
    this.#identity = identity;
    this.#parameters = parameters;
    this.#signatureBytes = signatureBytes;
    this.#key = key;
  }

  /** Whether a signature over some bytes is this key's. A MAC is compared in constant time. */
  async verify(bytes: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>): Promise<boolean> {
    if (signature.length !== this.#signatureBytes) {
      return false;
    }
    return crypto.subtle.verify({ ...this.#parameters.verifying }, this.#key, signature, bytes);
  }

  /** Whether the other is the same key with the same header. */
  isSameAs(other: VerificationKey): boolean {
    return this.encodedHeader === other.encodedHeader && this.#identity === other.#identity;
  }
}

/**
 * The keys without those that are there twice.
 *
 * @throws ConfigurationError if two different keys have one id and algorithm: of a token's header nobody could tell which
 *     one it names
 */
export function distinct(keys: readonly VerificationKey[]): readonly VerificationKey[] {
  const byHeader = new Map<string, VerificationKey>();
  for (const key of keys) {
    const same = byHeader.get(key.encodedHeader);
    if (same !== undefined && !same.isSameAs(key)) {
      throw new ConfigurationError(
        `two different keys have the same kid and the same alg ${key.algorithm}: give each a kid of its own`,
      );
    }
    byHeader.set(key.encodedHeader, same ?? key);
  }
  return Object.freeze([...byHeader.values()]);
}
