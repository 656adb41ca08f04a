import { type Clock, clockOf } from './clock.ts';
import type { Fetch } from './http/bounded-fetch.ts';
import { FetchedKeys } from './keys/fetched-keys.ts';
import { type JwkSet, readJwkSet } from './keys/jwk-set.ts';
import { JwksEndpoint } from './keys/jwks-endpoint.ts';
import { secretKey } from './keys/secret.ts';
import { distinct, type VerificationKey } from './keys/verification-key.ts';
import { FixedKeys, type VerificationKeys } from './keys/verification-keys.ts';
import type { RevocationFeedOptions, VerifierOptions } from './options.ts';
import { ignore } from './patience.ts';
import { Feed, type FeedHeaders } from './revocations/feed.ts';
import { CLEAR_SUBJECTS, feedKey, maskedSubjects, type SubjectForm } from './revocations/feed-key.ts';
import { RevocationFollower } from './revocations/follower.ts';
import { ViewHealth } from './revocations/health.ts';
import { audienceOf, checkOptions } from './settings.ts';
import { AccessTokenVerifier, type Verifier } from './verifier.ts';

const REMEMBERED_TOKENS = 1_000;

/**
 * Makes a verifier. It does nothing until `ready` or `verify` is called, so it can be made where a runtime allows no
 * requests yet.
 *
 * @param options issuer, audience, keys, and a decision about revocations are needed
 * @throws ConfigurationError if something is missing or out of its range
 */
export function createVerifier(options: VerifierOptions): Verifier {
  checkOptions(options);
  const clock = clockOf(options.clock);
  return new AccessTokenVerifier({
    keys: keysOf(options, clock),
    accepted: { issuer: options.issuer, audience: audienceOf(options) },
    revocations: options.revocations === 'none' ? undefined : followerOf(options, options.revocations, clock),
    clock,
    clockSkewMillis: options.clockSkewMillis ?? 0,
    rememberedTokens: options.rememberedTokens ?? REMEMBERED_TOKENS,
  });
}

function keysOf(options: VerifierOptions, clock: Clock): VerificationKeys {
  const { jwks } = options;
  const secrets = (options.secrets ?? []).map(secretKey);
  if (jwks instanceof URL || (typeof jwks === 'string' && !jwks.trimStart().startsWith('{'))) {
    const fixed = handled(Promise.all(secrets).then(distinct));
    return new FetchedKeys(new JwksEndpoint(jwks, fetchOf(options)), fixed, clock, options.onFailure ?? ignore);
  }
  return new FixedKeys(handled(fixedKeys(secrets, jwks)));
}

async function fixedKeys(
  secrets: readonly Promise<VerificationKey>[],
  jwks: JwkSet | string | undefined,
): Promise<readonly VerificationKey[]> {
  const keys = await Promise.all(secrets);
  return distinct(jwks === undefined ? keys : [...keys, ...(await readJwkSet(jwks))]);
}

function followerOf(options: VerifierOptions, feed: RevocationFeedOptions, clock: Clock): RevocationFollower {
  return new RevocationFollower(
    new Feed(feed.url, headersOf(feed), fetchOf(options)),
    handled(subjectsOf(feed)),
    feed.following ?? 'background',
    new ViewHealth(options.staleness ?? 'accept', clock),
    clock,
    options.clockSkewMillis ?? 0,
    options.onFailure ?? ignore,
  );
}

async function subjectsOf(feed: RevocationFeedOptions): Promise<SubjectForm> {
  return feed.feedKey === undefined ? CLEAR_SUBJECTS : maskedSubjects(await feedKey(feed.feedKey));
}

function headersOf(feed: RevocationFeedOptions): FeedHeaders {
  const { bearer, headers } = feed;
  return async () => ({
    ...(await headers?.()),
    ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
  });
}

/** Not bound to another object: some runtimes refuse a `fetch` that is called as a method. */
function fetchOf(options: VerifierOptions): Fetch {
  return options.fetch ?? ((address, init) => fetch(address, init));
}

/** A failure is told to who waits for it, which may be later. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(ignore);
  return promise;
}
