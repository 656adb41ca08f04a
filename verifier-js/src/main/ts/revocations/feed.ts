import { boundedGet, type Fetch } from '../http/bounded-fetch.ts';
import { safeAddress } from '../http/safe-address.ts';
import { encode } from '../text/base64url.ts';
import { type FeedPage, readFeedPage } from './feed-page.ts';

const MAXIMUM_BYTES = 32 * 1024 * 1024;
const LONGEST_ANSWER_MILLIS = 5_000;
const NONCE_BYTES = 12;

/** Headers that prove who asks, such as `Authorization`; asked for before each request. */
export type FeedHeaders = () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;

/** The feed did not answer with a page. */
export class FeedError extends Error {
  /** The answer's status; undefined if there was none, or no page in it. */
  readonly status: number | undefined;
  /** How long the server asks to wait; undefined if it does not say. */
  readonly retryAfterMillis: number | undefined;

  constructor(message: string, status?: number, retryAfterMillis?: number, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'FeedError';
    this.status = status;
    this.retryAfterMillis = retryAfterMillis;
  }
}

/** The revocation feed of a server, one request at a time. */
export class Feed {
  readonly #address: URL;
  readonly #headers: FeedHeaders;
  readonly #fetch: Fetch;

  /** @throws ConfigurationError if the address is not safe */
  constructor(address: string | URL, headers: FeedHeaders, fetch: Fetch) {
    this.#address = safeAddress(address, 'a revocation feed');
    this.#headers = headers;
    this.#fetch = fetch;
  }

  /**
   * Reads on from a cursor.
   *
   * @param cursor of the last page; empty for the start
   * @param waitMillis how long to wait if there is nothing new
   * @param subjectKeyId the id of the feed key; undefined if subjects are read as they are
   * @throws FeedError if there is no page that can be used
   */
  async read(
    cursor: string,
    waitMillis: number,
    subjectKeyId: string | undefined,
    signal: AbortSignal,
  ): Promise<FeedPage> {
    const nonce = encode(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
    const page = await this.#page(this.#question(cursor, waitMillis, nonce), waitMillis, subjectKeyId, signal);
    if (page.nonce !== nonce) {
      throw new FeedError('the feed answered another request: is there a cache before it?');
    }
    requireSubjectForm(page, subjectKeyId);
    return page;
  }

  async #page(question: URL, waitMillis: number, subjectKeyId: string | undefined, signal: AbortSignal): Promise<FeedPage> {
    try {
      const answer = await boundedGet(
        this.#fetch,
        question,
        { Accept: 'application/json', ...(await this.#headers()) },
        { longestMillis: waitMillis + LONGEST_ANSWER_MILLIS, maximumBytes: MAXIMUM_BYTES, signal },
      );
      if (answer.status !== 200) {
        throw refusal(answer.status, answer.headers);
      }
      return readFeedPage(answer.text, subjectKeyId);
    } catch (failed) {
      throw failed instanceof FeedError
        ? failed
        : new FeedError('the feed gave no answer that can be used', undefined, undefined, failed);
    }
  }

  #question(cursor: string, waitMillis: number, nonce: string): URL {
    const question = new URL(this.#address);
    if (cursor !== '') {
      question.searchParams.set('after', cursor);
    }
    question.searchParams.set('wait', (Math.floor(waitMillis) / 1000).toFixed(3));
    question.searchParams.set('nonce', nonce);
    return question;
  }
}

function refusal(status: number, headers: Headers): FeedError {
  const why =
    status === 401
      ? 'it does not know this caller'
      : status === 403
        ? 'it does not show this caller clear subjects, and has no feed key'
        : status === 404
          ? 'it is off, or elsewhere'
          : 'it cannot answer now';
  const seconds = headers.get('Retry-After');
  const isDigits = seconds !== null && /^\d{1,6}$/.test(seconds);
  return new FeedError(`the feed answered with the status ${status}: ${why}`, status, isDigits ? Number(seconds) * 1000 : undefined);
}

function requireSubjectForm(page: FeedPage, subjectKeyId: string | undefined): void {
  if (subjectKeyId === undefined && page.subjectKeys !== undefined) {
    throw new FeedError('the feed does not show this caller clear subjects: configure the feed key');
  }
  if (subjectKeyId !== undefined && !(page.subjectKeys?.includes(subjectKeyId) ?? false)) {
    throw new FeedError('the feed does not use the feed key of this verifier');
  }
}
