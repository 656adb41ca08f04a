import type { RevocationCause } from '../errors.ts';

/** A minimum version: tokens with a lower one are dead. `Infinity` for an ended session: no version reaches it. */
export type MinimumVersion = number | bigint;

/**
 * Whom a revocation concerns: one session, all sessions of a subject, or all sessions of some partitions. A subject is told
 * as the feed tells it: its text, or its MAC.
 */
export type Target =
  | { readonly type: 'session'; readonly sessionId: string }
  | { readonly type: 'subject'; readonly subject: string }
  | { readonly type: 'everything'; readonly partitions: readonly number[] }
  | { readonly type: 'unknown' };

/** An entry of the revocation log. Entries of one target and kind are merged by taking the greater minimum. */
export interface Revocation {
  readonly target: Target;
  /** False only where the sessions go on, and their clients have to refresh. */
  readonly ends: boolean;
  readonly minimumVersion: MinimumVersion;
  readonly cause: RevocationCause;
  /** When it was logged, by the storage's clock, in milliseconds since 1970. */
  readonly at: number;
}
