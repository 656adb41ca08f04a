import { boundedGet, type Fetch } from '../http/bounded-fetch.ts';
import { safeAddress } from '../http/safe-address.ts';

const LONGEST_FETCH_MILLIS = 10_000;
const MAXIMUM_BYTES = 256 * 1024;

/** A JWK set at an address. */
export class JwksEndpoint {
  readonly #address: URL;
  readonly #fetch: Fetch;

  /** @throws ConfigurationError if the address is not safe */
  constructor(address: string | URL, fetch: Fetch) {
    this.#address = safeAddress(address, 'a JWK set');
    this.#fetch = fetch;
  }

  /** The set's text; fails if there is none within ten seconds, it is too long, or it is answered with an error. */
  async read(signal: AbortSignal): Promise<string> {
    const answer = await boundedGet(
      this.#fetch,
      this.#address,
      { Accept: 'application/jwk-set+json, application/json' },
      { longestMillis: LONGEST_FETCH_MILLIS, maximumBytes: MAXIMUM_BYTES, signal },
    );
    if (answer.status !== 200) {
      throw new Error(`the JWK set at ${this} is answered with the status ${answer.status}`);
    }
    return answer.text;
  }

  /** Without the query, which may hold a secret. */
  toString(): string {
    return this.#address.origin + this.#address.pathname;
  }
}
