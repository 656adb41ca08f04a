import type { Clock, Moment } from '../clock.ts';
import { ignore, pause, settledWithin } from '../patience.ts';
import { type Feed, FeedError } from './feed.ts';
import type { SubjectForm } from './feed-key.ts';
import type { FeedPage } from './feed-page.ts';
import type { ViewHealth } from './health.ts';
import { RevocationView, type Verdict } from './view.ts';

const LONGEST_WAIT_MILLIS = 20_000;
const FIRST_PAUSE_MILLIS = 50;
const LONGEST_PAUSE_MILLIS = 2_000;

/** How long a request waits for a page that it has asked for. */
const PATIENCE_MILLIS = 1_000;

const START = '';

/** How a follower keeps up with the feed. */
export type Following =
  /** One request waits at the server at all times, until `close()`. */
  | 'background'
  /** For runtimes that do nothing between requests: when a token is judged and the last contact is older than this. */
  | { readonly pollEveryMillis: number };

/** A verifier's side of revocation: its view, and what keeps it up to date. */
export class RevocationFollower {
  readonly #feed: Feed;
  readonly #subjects: Promise<SubjectForm>;
  readonly #following: Following;
  readonly #health: ViewHealth;
  readonly #clock: Clock;
  readonly #clockSkewMillis: number;
  readonly #onFailure: (failure: unknown) => void;
  readonly #view = new RevocationView();
  readonly #closed = new AbortController();
  #cursor = START;
  #atEnd = false;
  #failure: unknown;
  #pauseMillis = 0;
  #notBefore = 0;
  #polling: Promise<void> | undefined;
  #background: Promise<void> | undefined;

  constructor(
    feed: Feed,
    subjects: Promise<SubjectForm>,
    following: Following,
    health: ViewHealth,
    clock: Clock,
    clockSkewMillis: number,
    onFailure: (failure: unknown) => void,
  ) {
    this.#feed = feed;
    this.#subjects = subjects;
    this.#following = following;
    this.#health = health;
    this.#clock = clock;
    this.#clockSkewMillis = clockSkewMillis;
    this.#onFailure = onFailure;
  }

  get health(): ViewHealth {
    return this.#health;
  }

  /** How many sessions and subjects something is known of. */
  get size(): number {
    return this.#view.size;
  }

  /** Reads to the end of the log now; fails with what kept it from that. Those who come meanwhile share the reading. */
  poll(): Promise<void> {
    this.#polling ??= this.#readToEnd().finally(() => {
      this.#polling = undefined;
    });
    return this.#polling;
  }

  /** Starts, and settles when the log was read to its end; fails with what kept it from that. */
  async ready(): Promise<void> {
    if (!this.#health.hasCaughtUp()) {
      await this.poll();
    }
    this.#start();
  }

  /** What the feed calls a subject. */
  async subjectOf(subject: string): Promise<string> {
    return (await this.#subjects).of(subject);
  }

  /** Sees to it that the view is as new as it should be, as far as the feed allows. Does not fail. */
  async keepUp(): Promise<void> {
    if (this.#isDue()) {
      const polling = this.poll();
      // Before the view has caught up nothing can be judged, so there is nothing better to do than to wait.
      await (this.#health.hasCaughtUp() ? settledWithin(polling, PATIENCE_MILLIS) : polling.catch(ignore));
    }
    this.#start();
  }

  check(sessionId: string, subject: string, version: bigint): Verdict {
    return this.#view.check({ sessionId, subject, version });
  }

  close(): void {
    this.#closed.abort(new Error('the verifier is closed'));
  }

  /** Not before it has caught up: whoever could not start asks for no more. */
  #start(): void {
    if (this.#following === 'background' && this.#health.hasCaughtUp()) {
      this.#background ??= this.#follow();
    }
  }

  #isDue(): boolean {
    if (this.#following === 'background' && this.#health.hasCaughtUp()) {
      return false;
    }
    if (this.#polling !== undefined) {
      return true;
    }
    const isOld = this.#following === 'background' || this.#health.lagMillis() > this.#following.pollEveryMillis;
    return isOld && this.#clock.now().monotonic >= this.#notBefore;
  }

  async #readToEnd(): Promise<void> {
    do {
      await this.#step(0);
    } while (!this.#atEnd);
  }

  async #follow(): Promise<void> {
    while (!this.#closed.signal.aborted) {
      const remaining = this.#notBefore - this.#clock.now().monotonic;
      if (remaining > 0) {
        await pause(remaining, this.#closed.signal);
      } else {
        const wait = this.#atEnd ? this.#health.longestWaitMillis(LONGEST_WAIT_MILLIS) : 0;
        await this.#step(wait).catch(ignore);
      }
    }
  }

  async #step(waitMillis: number): Promise<void> {
    try {
      const cursor = this.#cursor;
      const { keyId } = await this.#subjects;
      const asked = this.#clock.now();
      const page = await this.#feed.read(cursor, waitMillis, keyId, this.#closed.signal);
      this.#take(page, cursor);
      if (page.atEnd) {
        this.#reachedEnd(page, asked);
      }
      this.#failure = undefined;
      this.#pauseMillis = 0;
    } catch (failed) {
      this.#failed(failed);
      throw failed;
    }
  }

  #take(page: FeedPage, askedFrom: string): void {
    for (const revocation of page.revocations) {
      if (revocation.target.type === 'unknown') {
        this.#health.unknownTarget();
      }
      this.#view.apply(revocation);
    }
    // A poll beside the background's request may have read on meanwhile.
    if (this.#cursor === askedFrom) {
      this.#cursor = page.cursor;
      this.#atEnd = page.atEnd;
    }
  }

  #reachedEnd(page: FeedPage, asked: Moment): void {
    const answered = this.#clock.now();
    const wereApart = this.#health.areClocksApart();
    this.#health.contact(page, asked, answered);
    this.#view.forget(answered.wall - page.retention - this.#clockSkewMillis);
    if (wereApart && !this.#health.areClocksApart()) {
      // While the storage's clock was ahead, it may have trimmed what living tokens are concerned by.
      this.#cursor = START;
      this.#atEnd = false;
    }
  }

  #failed(failed: unknown): void {
    this.#atEnd = false;
    if (this.#closed.signal.aborted) {
      return;
    }
    if (this.#failure === undefined) {
      this.#onFailure(failed);
    }
    this.#failure = failed;
    this.#pauseMillis = Math.min(Math.max(FIRST_PAUSE_MILLIS, 2 * this.#pauseMillis), LONGEST_PAUSE_MILLIS);
    const asked = failed instanceof FeedError ? failed.retryAfterMillis : undefined;
    this.#notBefore = this.#clock.now().monotonic + Math.max(this.#pauseMillis, asked ?? 0);
  }
}
