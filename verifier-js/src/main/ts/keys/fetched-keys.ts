import { InvalidAccessTokenError } from '../errors.ts';
import { ageOf, type Clock, type Moment } from '../clock.ts';
import { settledWithin } from '../patience.ts';
import { readJwkSet } from './jwk-set.ts';
import type { JwksEndpoint } from './jwks-endpoint.ts';
import type { VerificationKey } from './verification-key.ts';
import type { VerificationKeys } from './verification-keys.ts';

const PERIOD_MILLIS = 5 * 60_000;
const PAUSE_MILLIS = 60_000;

/** How long a request waits for a set that is only older than the period. */
const PATIENCE_MILLIS = 500;

/**
 * The keys of a JWK set at an address: fetched again when a token comes five minutes after the last fetch, one minute after
 * a failure, and when one comes that no key belongs to, at most once a minute however many come. The last good set stays
 * while the source fails.
 */
export class FetchedKeys implements VerificationKeys {
  readonly #endpoint: JwksEndpoint;
  readonly #fixed: Promise<readonly VerificationKey[]>;
  readonly #clock: Clock;
  readonly #onFailure: (failure: unknown) => void;
  readonly #closed = new AbortController();
  #current: readonly VerificationKey[] | undefined;
  #lastText: string | undefined;
  #lastTry: Moment | undefined;
  #failure: unknown;
  #fetching: Promise<void> | undefined;

  /** @param fixed keys that verify too, whatever the set says */
  constructor(
    endpoint: JwksEndpoint,
    fixed: Promise<readonly VerificationKey[]>,
    clock: Clock,
    onFailure: (failure: unknown) => void,
  ) {
    this.#endpoint = endpoint;
    this.#fixed = fixed;
    this.#clock = clock;
    this.#onFailure = onFailure;
  }

  async ready(): Promise<void> {
    if (this.#current === undefined) {
      await this.#fetchOnce();
    }
    if (this.#current === undefined) {
      throw this.#failure;
    }
  }

  async find(encodedHeader: string): Promise<VerificationKey | undefined> {
    await this.#keepFresh();
    const known = this.#keyOf(encodedHeader);
    if (known !== undefined || !this.#isOlderThan(PAUSE_MILLIS)) {
      return known;
    }
    await this.#fetchOnce();
    return this.#keyOf(encodedHeader);
  }

  has(key: VerificationKey): boolean {
    return this.#current?.includes(key) ?? false;
  }

  close(): void {
    this.#closed.abort();
  }

  #keyOf(encodedHeader: string): VerificationKey | undefined {
    return this.#current?.find((key) => key.encodedHeader === encodedHeader);
  }

  async #keepFresh(): Promise<void> {
    if (this.#current === undefined) {
      // Whoever sends requests must not make us ask again and again.
      if (this.#fetching !== undefined || this.#isOlderThan(PAUSE_MILLIS)) {
        await this.#fetchOnce();
      }
      if (this.#current === undefined) {
        throw new InvalidAccessTokenError('STALE_NODE', "the issuer's keys cannot be fetched");
      }
    } else if (this.#isOlderThan(this.#failure === undefined ? PERIOD_MILLIS : PAUSE_MILLIS)) {
      await settledWithin(this.#fetchOnce(), PATIENCE_MILLIS);
    }
  }

  #isOlderThan(millis: number): boolean {
    return this.#lastTry === undefined || ageOf(this.#lastTry, this.#clock.now()) >= millis;
  }

  /** Those who come while a fetch is on its way wait for that one. */
  #fetchOnce(): Promise<void> {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #fetch(): Promise<void> {
    this.#lastTry = this.#clock.now();
    try {
      await this.#adopt(await this.#endpoint.read(this.#closed.signal));
      this.#failure = undefined;
    } catch (failed) {
      if (this.#failure === undefined && !this.#closed.signal.aborted) {
        this.#onFailure(failed);
      }
      this.#failure = failed;
    }
  }

  async #adopt(text: string): Promise<void> {
    const fixed = await this.#fixed;
    if (text === this.#lastText) {
      return;
    }
    const fetched = await readJwkSet(text);
    const merged = [...fixed];
    for (const key of fetched) {
      if (merged.every((other) => other.encodedHeader !== key.encodedHeader)) {
        // What was there stays the same object: verified tokens are remembered with it.
        merged.push(this.#current?.find((known) => known.isSameAs(key)) ?? key);
      }
    }
    this.#current = Object.freeze(merged);
    this.#lastText = text;
  }
}
