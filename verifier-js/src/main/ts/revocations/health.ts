import { ageOf, before, type Clock, type Moment } from '../clock.ts';
import type { FeedPage } from './feed-page.ts';

/** What a verifier does while the feed does not answer. */
export type StalenessPolicy =
  /** It goes on. A session that was ended meanwhile works here until its access token expires. */
  | 'accept'
  /** It refuses all tokens as STALE_NODE once the last contact is longer ago; at least 100. */
  | { readonly rejectAfterMillis: number };

/**
 * When the verifier was last in contact with the log, and whether it may still judge access tokens. Contact is the moment
 * before the request that was answered, less the age of the server's own contact: what was logged while an answer was on its
 * way is not in it.
 */
export class ViewHealth {
  readonly #limitMillis: number;
  readonly #clock: Clock;
  #contact: Moment | undefined;
  #clocksApart: string | undefined;
  #metUnknownTarget = false;

  constructor(policy: StalenessPolicy, clock: Clock) {
    this.#limitMillis = policy === 'accept' ? Number.POSITIVE_INFINITY : policy.rejectAfterMillis;
    this.#clock = clock;
  }

  /** Why access tokens have to be refused; undefined if they need not. */
  stale(): string | undefined {
    if (this.#metUnknownTarget) {
      return 'the revocation log holds an entry that cannot be understood here: upgrade this package, or look at the feed key';
    }
    if (this.#clocksApart !== undefined) {
      return this.#clocksApart;
    }
    if (this.#contact === undefined) {
      return 'the revocation log was not read yet';
    }
    const age = ageOf(this.#contact, this.#clock.now());
    return age > this.#limitMillis
      ? `the revocation log last answered ${Math.round(age)} ms ago, and the staleness policy allows ${this.#limitMillis}`
      : undefined;
  }

  /** Whether the log was read to its end at least once. */
  hasCaughtUp(): boolean {
    return this.#contact !== undefined;
  }

  /** The last contact; undefined before the first. */
  lastContact(): Moment | undefined {
    return this.#contact;
  }

  /** How long ago the last contact was, in milliseconds; infinite before the first. */
  lagMillis(): number {
    return this.#contact === undefined ? Number.POSITIVE_INFINITY : ageOf(this.#contact, this.#clock.now());
  }

  /** Whether the clocks are too far apart. */
  areClocksApart(): boolean {
    return this.#clocksApart !== undefined;
  }

  /**
   * A page that was at the log's end.
   *
   * @param asked when it was asked for
   * @param answered when it came
   */
  contact(page: FeedPage, asked: Moment, answered: Moment): void {
    const contact = before(asked, page.contactAge);
    // A request that waited longer than another one is answered later with an earlier contact.
    if (this.#contact === undefined || contact.monotonic > this.#contact.monotonic) {
      this.#contact = contact;
    }
    this.#clocksApart = clocksApart(page, contact.wall, answered.wall);
  }

  /** The log holds an entry of which it cannot be told whom it concerns. */
  unknownTarget(): void {
    this.#metUnknownTarget = true;
  }

  /** How long one request may wait, so that a healthy verifier never looks stale. */
  longestWaitMillis(otherwise: number): number {
    return Math.min(otherwise, this.#limitMillis / 3);
  }
}

/** The storage's clock was read between the two readings of this machine's. */
function clocksApart(page: FeedPage, asked: number, answered: number): string | undefined {
  const ahead = asked - page.now;
  const behind = page.now - answered;
  if (ahead <= page.clockMargin && behind <= page.clockMargin) {
    return undefined;
  }
  const text = ahead > 0 ? `${ahead} ms ahead of` : `${behind} ms behind`;
  return `this machine's clock is ${text} the storage's, and up to ${page.clockMargin} ms is allowed: synchronize both (NTP)`;
}
