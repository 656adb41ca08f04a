import type { RevocationCause } from '../errors.ts';
import { partitionOf } from '../token/session-id.ts';
import type { MinimumVersion, Revocation } from './revocation.ts';

const MINUTE_MILLIS = 60_000;

/** What a view says of an access token. */
export type Verdict =
  | { readonly is: 'CURRENT' }
  | { readonly is: 'OUTDATED' }
  | { readonly is: 'REVOKED'; readonly cause: RevocationCause };

/** The claims by which a token is judged. */
export interface Judged {
  readonly sessionId: string;
  /** The subject as the feed tells it. */
  readonly subject: string;
  readonly version: bigint;
}

interface Minimums {
  readonly ended: MinimumVersion;
  readonly cause: RevocationCause;
  readonly outdated: MinimumVersion;
  /** Of the latest entry, since 1970. */
  readonly minute: number;
}

const NOTHING: Minimums = { ended: 0, cause: 'UNKNOWN', outdated: 0, minute: Number.NEGATIVE_INFINITY };
const CURRENT: Verdict = { is: 'CURRENT' };
const OUTDATED: Verdict = { is: 'OUTDATED' };

/**
 * A verifier's copy of the revocation log: for each session, each subject and each partition the greatest minimum version of
 * each kind. An entry that comes twice, or late, changes nothing.
 */
export class RevocationView {
  readonly #sessions = new Map<string, Minimums>();
  readonly #subjects = new Map<string, Minimums>();
  /** Never forgotten. */
  readonly #everything = new Map<number, Minimums>();
  #forgottenBefore = Number.NEGATIVE_INFINITY;

  /** How many sessions and subjects something is known of. */
  get size(): number {
    return this.#sessions.size + this.#subjects.size;
  }

  /** What is known against a token. */
  check(token: Judged): Verdict {
    const session = this.#sessions.get(token.sessionId) ?? NOTHING;
    const subject = this.#subjects.get(token.subject) ?? NOTHING;
    const everything = this.#everything.get(partitionOf(token.sessionId)) ?? NOTHING;
    for (const minimums of [session, subject, everything]) {
      if (token.version < minimums.ended) {
        return { is: 'REVOKED', cause: minimums.cause };
      }
    }
    return token.version < session.outdated || token.version < subject.outdated ? OUTDATED : CURRENT;
  }

  /** Takes a revocation in. One of an unknown target is left out: it cannot be told whom it concerns. */
  apply(revocation: Revocation): void {
    switch (revocation.target.type) {
      case 'session':
        return merge(this.#sessions, revocation.target.sessionId, revocation);
      case 'subject':
        return merge(this.#subjects, revocation.target.subject, revocation);
      case 'everything':
        return revocation.target.partitions.forEach((partition) => merge(this.#everything, partition, revocation));
      case 'unknown':
        return;
    }
  }

  /** Drops what no living token can be concerned by: entries of a minute before that of a time in milliseconds. */
  forget(until: number): void {
    const first = Math.floor(until / MINUTE_MILLIS);
    if (first <= this.#forgottenBefore) {
      return;
    }
    this.#forgottenBefore = first;
    drop(this.#sessions, first);
    drop(this.#subjects, first);
  }
}

function merge<K>(known: Map<K, Minimums>, target: K, revocation: Revocation): void {
  const before = known.get(target) ?? NOTHING;
  const minute = Math.max(before.minute, Math.floor(revocation.at / MINUTE_MILLIS));
  const minimum = revocation.minimumVersion;
  if (!revocation.ends) {
    known.set(target, { ...before, minute, outdated: greater(before.outdated, minimum) });
  } else if (minimum > before.ended) {
    known.set(target, { ...before, minute, ended: minimum, cause: revocation.cause });
  } else {
    known.set(target, { ...before, minute });
  }
}

function greater(one: MinimumVersion, other: MinimumVersion): MinimumVersion {
  return one < other ? other : one;
}

function drop(known: Map<string, Minimums>, first: number): void {
  for (const [target, minimums] of known) {
    if (minimums.minute < first) {
      known.delete(target);
    }
  }
}
