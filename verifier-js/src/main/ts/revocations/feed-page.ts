import type { RevocationCause } from '../errors.ts';
import { decode } from '../text/base64url.ts';
import { JsonError, readObject } from '../text/json-reader.ts';
import type { JsonObject, JsonValue } from '../text/json-value.ts';
import { isSessionId } from '../token/session-id.ts';
import type { MinimumVersion, Revocation, Target } from './revocation.ts';

const CAUSES: ReadonlySet<string> = new Set<RevocationCause>([
  'SIGNED_OUT',
  'SIGNED_OUT_FROM_ANOTHER_SESSION',
  'CREDENTIALS_CHANGED',
  'NOT_RECOGNIZED',
  'REPLACED_BY_NEWER_SIGN_IN',
  'REUSE_DETECTED',
  'ADMINISTRATOR',
]);

const PARTITION_BYTES = 32;

/** An answer of the feed. Times and durations are in milliseconds, times since 1970. */
export interface FeedPage {
  readonly cursor: string;
  readonly atEnd: boolean;
  /** The storage's time. */
  readonly now: number;
  /** How long before the request the server itself asked the log. */
  readonly contactAge: number;
  readonly nonce: string | undefined;
  /** For how long an entry is kept at least. */
  readonly retention: number;
  /** How far this machine's clock and the storage's may be apart. */
  readonly clockMargin: number;
  /** The ids of the keys under which subjects are told; undefined if they are told as they are. */
  readonly subjectKeys: readonly string[] | undefined;
  readonly revocations: readonly Revocation[];
}

/**
 * Reads a page. Members that are not known here are passed over.
 *
 * @param subjectKeyId the id of this verifier's feed key; undefined if it reads subjects as they are
 * @throws JsonError if it is not a page of the feed
 */
export function readFeedPage(text: string, subjectKeyId: string | undefined): FeedPage {
  const page = readObject(text);
  return {
    cursor: textOf(page, 'cursor'),
    atEnd: flagOf(page, 'at_end'),
    now: millisOf(page, 'now'),
    contactAge: millisOf(page, 'contact_age'),
    nonce: page['nonce'] === undefined ? undefined : textOf(page, 'nonce'),
    retention: millisOf(page, 'retention'),
    clockMargin: millisOf(page, 'clock_margin'),
    subjectKeys: page['subject_keys'] === undefined ? undefined : arrayOf(page, 'subject_keys').map(requireText),
    revocations: arrayOf(page, 'entries').map((entry) => revocationOf(requireObject(entry), subjectKeyId)),
  };
}

function revocationOf(entry: JsonObject, subjectKeyId: string | undefined): Revocation {
  const ends = textOf(entry, 'kind') !== 'outdated';
  const target = targetOf(entry, subjectKeyId);
  return {
    // Everything is only ever ended: what else there may be one day, a newer verifier knows.
    target: target.type === 'everything' && !ends ? { type: 'unknown' } : target,
    ends,
    minimumVersion: minimumOf(entry, target),
    cause: causeOf(entry['cause']),
    at: millisOf(entry, 'at'),
  };
}

function targetOf(entry: JsonObject, subjectKeyId: string | undefined): Target {
  switch (textOf(entry, 'target')) {
    case 'session':
      return { type: 'session', sessionId: sessionIdOf(entry) };
    case 'subject':
      return subjectOf(entry, subjectKeyId);
    case 'everything':
      return { type: 'everything', partitions: partitionsOf(entry) };
    default:
      return { type: 'unknown' };
  }
}

/** A subject that is told in another form than this verifier reads is nobody's that it knows. */
function subjectOf(entry: JsonObject, subjectKeyId: string | undefined): Target {
  const macs = entry['sub_macs'];
  const told =
    subjectKeyId === undefined ? entry['sub'] : macs === undefined ? undefined : requireObject(macs)[subjectKeyId];
  return typeof told === 'string' ? { type: 'subject', subject: told } : { type: 'unknown' };
}

function sessionIdOf(entry: JsonObject): string {
  const sessionId = textOf(entry, 'sid');
  if (!isSessionId(sessionId)) {
    throw new JsonError();
  }
  return sessionId;
}

function partitionsOf(entry: JsonObject): readonly number[] {
  const bytes = decode(textOf(entry, 'partitions'));
  if (bytes?.length !== PARTITION_BYTES) {
    throw new JsonError();
  }
  const partitions: number[] = [];
  for (let partition = 0; partition < PARTITION_BYTES * 8; partition++) {
    if (((bytes[partition >> 3] ?? 0) >> (partition & 7)) & 1) {
      partitions.push(partition);
    }
  }
  return partitions;
}

function minimumOf(entry: JsonObject, target: Target): MinimumVersion {
  const minimum = entry['min_version'];
  if (minimum === 'ended') {
    return Number.POSITIVE_INFINITY;
  }
  if (typeof minimum === 'bigint' || (typeof minimum === 'number' && Number.isInteger(minimum))) {
    if (minimum >= 0) {
      return minimum;
    }
  }
  if (target.type === 'unknown') {
    return 0;
  }
  throw new JsonError();
}

function causeOf(cause: JsonValue | undefined): RevocationCause {
  return typeof cause === 'string' && CAUSES.has(cause) ? (cause as RevocationCause) : 'UNKNOWN';
}

function millisOf(object: JsonObject, name: string): number {
  const value = object[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw new JsonError();
  }
  return value;
}

function textOf(object: JsonObject, name: string): string {
  return requireText(object[name]);
}

function flagOf(object: JsonObject, name: string): boolean {
  const value = object[name];
  if (typeof value !== 'boolean') {
    throw new JsonError();
  }
  return value;
}

function arrayOf(object: JsonObject, name: string): readonly JsonValue[] {
  const value = object[name];
  if (!isArray(value)) {
    throw new JsonError();
  }
  return value;
}

function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function requireText(value: JsonValue | undefined): string {
  if (typeof value !== 'string') {
    throw new JsonError();
  }
  return value;
}

function requireObject(value: JsonValue | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== null) {
    throw new JsonError();
  }
  return value as JsonObject;
}
