import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { createVerifier, FeedError, InvalidAccessTokenError, type Verifier, type VerifierOptions } from '../../main/ts/index.ts';
import { sessionEnded, subjectEnded, TestFeed } from './test-feed.ts';
import { soon } from './test-server.ts';
import { AUDIENCE, ISSUER, NOW, SESSION, TestIssuer, verdict } from './tokens.ts';

const OTHER_SESSION = 'AZq6Zk8AA5v1m2Wd0kq9XA';

/** For the bytes 0, 1, 2 … 31, as the documentation of the feed says. */
const FEED_KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const FEED_KEY_ID = 'ZNY9hKyyx6s';
const MAC_OF_USER_1 = 'xJ3AF5eKIuGCRF7Cn9SN-AETTFVCCw_1vyGTLz7_VYM';

describe('a verifier that follows the revocation feed', () => {
  let feed: TestFeed;
  let issuer: TestIssuer;
  let verifiers: Verifier[];
  let now: number;
  let failures: unknown[];

  beforeEach(async () => {
    feed = await TestFeed.start();
    issuer = await TestIssuer.of('key-1');
    now = NOW;
    failures = [];
    verifiers = [];
  });

  afterEach(async () => {
    verifiers.forEach((verifier) => verifier.close());
    await feed.close();
  });

  function verifying(
    revocations: Partial<Exclude<VerifierOptions['revocations'], 'none'>> = {},
    more: Partial<VerifierOptions> = {},
  ): Verifier {
    const verifier = createVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      jwks: { keys: [issuer.jwk] },
      revocations: { url: feed.server.url, ...revocations },
      clock: () => now,
      onFailure: (failure) => failures.push(failure),
      ...more,
    });
    verifiers.push(verifier);
    return verifier;
  }

  test('has every entry before it accepts a token (G4)', async () => {
    feed.pageSize = 2;
    feed.log(...Array.from({ length: 7 }, () => subjectEnded('other', 1)), sessionEnded(SESSION));
    const verifier = verifying();
    await assert.rejects(verifier.verify(await issuer.token()), (refused) => {
      assert.ok(refused instanceof InvalidAccessTokenError);
      assert.equal(refused.code, 'REVOKED');
      assert.equal(refused.action, 'SIGN_IN');
      assert.equal(refused.endsSession, true);
      assert.equal(refused.revocationCause, 'SIGNED_OUT');
      return true;
    });
    assert.equal(await verdict(verifier.verify(await issuer.token({ sid: OTHER_SESSION }))), 'ACCEPTED');
  });

  test('learns of an entry while its request waits, without a new one (G3)', async () => {
    const verifier = verifying();
    const token = await issuer.token();
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
    await soon(() => feed.waiting === 1);
    feed.log(sessionEnded(SESSION));
    await soon(async () => (await verdict(verifier.verify(token))) === 'REVOKED');
  });

  test('polls on request where nothing runs in the background', async () => {
    const verifier = verifying({ following: { pollEveryMillis: 3_600_000 } });
    const token = await issuer.token({ exp: NOW / 1000 + 86_400 });
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
    feed.log(sessionEnded(SESSION));
    feed.now = () => now;
    now += 3_600_000;
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
    assert.equal(feed.server.requests.length, 1);
    now += 1;
    assert.equal(await verdict(verifier.verify(token)), 'REVOKED');
    assert.equal(feed.server.requests.length, 2);
  });

  test('many tokens at a time share one poll', async () => {
    const verifier = verifying({ following: { pollEveryMillis: 3_600_000 } });
    const token = await issuer.token();
    const verdicts = await Promise.all(Array.from({ length: 50 }, () => verdict(verifier.verify(token))));
    assert.deepEqual(new Set(verdicts), new Set(['ACCEPTED']));
    assert.equal(feed.server.requests.length, 1);
  });

  test('a token that is not good asks the feed nothing', async () => {
    const verifier = verifying();
    const token = await issuer.token();
    assert.equal(await verdict(verifier.verify(`${token}A`)), 'BAD_SIGNATURE');
    assert.equal(await verdict(verifier.verify('a.b.c')), 'BAD_SIGNATURE');
    assert.equal(feed.server.requests.length, 0);
  });

  test('accepts nothing before it has read the feed, whatever its policy', async () => {
    feed.status = 503;
    const verifier = verifying();
    const token = await issuer.token();
    assert.equal(await verdict(verifier.verify(token)), 'STALE_NODE');
    assert.equal(await verdict(verifier.verify(await issuer.token({ exp: 1 }))), 'EXPIRED');
    assert.equal(verifier.revocationStatus()?.lastContact, undefined);
    feed.status = 200;
    await soon(async () => (await verdict(verifier.verify(token))) === 'ACCEPTED');
    assert.equal(verifier.revocationStatus()?.lastContact?.getTime(), NOW);
    assert.ok(failures.length >= 1);
  });

  test('goes on without the feed, by default (G5)', async () => {
    const verifier = verifying({ following: { pollEveryMillis: 100 } });
    const token = await issuer.token({ exp: NOW / 1000 + 86_400 });
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
    feed.status = 503;
    now += 3_600_000;
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
    assert.equal(verifier.revocationStatus()?.lagMillis, 3_600_000);
  });

  test('refuses when the feed was silent for longer than it may be, until it answers (G5)', async () => {
    const verifier = verifying({ following: { pollEveryMillis: 100 } }, { staleness: { rejectAfterMillis: 60_000 } });
    const token = await issuer.token({ exp: NOW / 1000 + 86_400 });
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
    feed.status = 503;
    now += 60_000;
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
    now += 1;
    await assert.rejects(verifier.verify(token), { code: 'STALE_NODE', action: 'RETRY', endsSession: false });
    feed.status = 200;
    feed.now = () => now;
    await soon(async () => (await verdict(verifier.verify(token))) === 'ACCEPTED');
  });

  test('contact is when the request was sent, less the age of the server\'s own contact', async () => {
    feed.more = { contact_age: 40_000 };
    const verifier = verifying({ following: { pollEveryMillis: 3_600_000 } }, { staleness: { rejectAfterMillis: 60_000 } });
    const token = await issuer.token();
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
    assert.equal(verifier.revocationStatus()?.lastContact?.getTime(), NOW - 40_000);
    now += 20_000;
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
    now += 1;
    assert.equal(await verdict(verifier.verify(token)), 'STALE_NODE');
  });

  test('a request waits a third of the policy\'s limit at most', async () => {
    const verifier = verifying({}, { staleness: { rejectAfterMillis: 6_000 } });
    await verifier.ready();
    await soon(() => feed.waiting === 1);
    assert.deepEqual(feed.server.requests.map((request) => request.searchParams.get('wait')), ['0.000', '2.000']);
  });

  test('an answer to another request is no contact', async () => {
    feed.more = { nonce: 'another' };
    await assert.rejects(verifying().ready(), FeedError);
  });

  test('an answer without its nonce is no contact', async () => {
    feed.more = { nonce: undefined };
    await assert.rejects(verifying().ready(), FeedError);
  });

  for (const [name, more] of Object.entries({
    'no cursor': { cursor: undefined },
    'a time that is a text': { now: '1' },
    'an entry without a kind': { entries: [{ target: 'session', sid: SESSION, min_version: 1, at: 1 }] },
    'a session id that is none': { entries: [{ target: 'session', sid: 'x', kind: 'ended', min_version: 1, at: 1 }] },
    'a minimum that is another word': {
      entries: [{ target: 'session', sid: SESSION, kind: 'ended', min_version: 'never', at: 1 }],
    },
    'a minimum with a fraction': {
      entries: [{ target: 'session', sid: SESSION, kind: 'ended', min_version: 1.5, at: 1 }],
    },
    'partitions of another size': {
      entries: [{ target: 'everything', partitions: 'AAAA', kind: 'ended', min_version: 1, at: 1 }],
    },
  })) {
    test(`a page with ${name} is no contact`, async () => {
      feed.more = more;
      await assert.rejects(verifying().ready(), FeedError);
    });
  }

  test('members that it does not know are passed over', async () => {
    feed.more = { weather: ['sunny'] };
    feed.log({ ...sessionEnded(SESSION), colour: 'red' });
    assert.equal(await verdict(verifying().verify(await issuer.token())), 'REVOKED');
  });

  test('tells the server who asks', async () => {
    feed.knows = (authorization) => authorization === 'Bearer secret';
    await verifying({ bearer: 'secret' }).ready();
    await assert.rejects(verifying({ bearer: 'other' }).ready(), { name: 'FeedError', status: 401 });
    await verifying({ headers: async () => ({ Authorization: 'Bearer secret' }) }).ready();
  });

  test('asks again no sooner than the server says', async () => {
    feed.status = 429;
    feed.headers = { 'Retry-After': '3600' };
    const verifier = verifying();
    const token = await issuer.token();
    assert.equal(await verdict(verifier.verify(token)), 'STALE_NODE');
    assert.equal(await verdict(verifier.verify(token)), 'STALE_NODE');
    assert.equal(feed.server.requests.length, 1);
  });

  test('reads subjects as MACs under the feed key', async () => {
    feed.more = { subject_keys: ['other', FEED_KEY_ID] };
    feed.log({
      target: 'subject',
      sub_macs: { other: 'AAAA', [FEED_KEY_ID]: MAC_OF_USER_1 },
      kind: 'ended',
      min_version: NOW + 1,
      at: NOW,
    });
    const verifier = verifying({ feedKey: FEED_KEY });
    assert.equal(await verdict(verifier.verify(await issuer.token())), 'REVOKED');
    assert.equal(await verdict(verifier.verify(await issuer.token({ sub: 'user-2' }))), 'ACCEPTED');
    assert.equal(await verdict(verifier.verify(await issuer.token({ ver: NOW + 1 }))), 'ACCEPTED');
  });

  test('does not start without the feed key that the server uses', async () => {
    feed.more = { subject_keys: ['other'] };
    await assert.rejects(verifying({ feedKey: FEED_KEY }).ready(), FeedError);
    await assert.rejects(verifying().ready(), FeedError);
    feed.more = {};
    await assert.rejects(verifying({ feedKey: FEED_KEY }).ready(), FeedError);
  });

  test('a subject without a MAC under its key makes it refuse', async () => {
    feed.more = { subject_keys: [FEED_KEY_ID] };
    feed.log({ target: 'subject', sub_macs: { other: 'AAAA' }, kind: 'ended', min_version: 1, at: NOW });
    assert.equal(await verdict(verifying({ feedKey: FEED_KEY }).verify(await issuer.token())), 'STALE_NODE');
  });

  for (const [name, difference] of [['ahead', 300_001], ['behind', -300_001]] as const) {
    test(`refuses while its clock is too far ${name}, and reads all again when it is not any more`, async () => {
      feed.now = () => now - difference;
      const verifier = verifying({ following: { pollEveryMillis: 0 } });
      const token = await issuer.token();
      assert.equal(await verdict(verifier.verify(token)), 'STALE_NODE');
      feed.log(sessionEnded(SESSION));
      feed.now = () => now - difference + Math.sign(difference);
      now += 1;
      assert.equal(await verdict(verifier.verify(await issuer.token({ sid: OTHER_SESSION }))), 'ACCEPTED');
      now += 1;
      assert.equal(await verdict(verifier.verify(token)), 'REVOKED');
      assert.ok(feed.server.requests.slice(1).some((request) => !request.searchParams.has('after')));
    });
  }

  test('forgets an entry when no living token can be concerned by it', async () => {
    feed.log(sessionEnded(SESSION), subjectEnded('user-2', 1));
    feed.now = () => now;
    const verifier = verifying({ following: { pollEveryMillis: 0 } }, { clockSkewMillis: 60_000 });
    await verifier.ready();
    assert.equal(verifier.revocationStatus()?.entries, 2);
    now += 7_200_000 + 60_000;
    await verifier.poll();
    assert.equal(verifier.revocationStatus()?.entries, 2);
    now += 60_000;
    await verifier.poll();
    assert.equal(verifier.revocationStatus()?.entries, 0);
  });

  test('never forgets what ended everything', async () => {
    const partitions = '_'.repeat(42) + '8';
    feed.log({ target: 'everything', partitions, kind: 'ended', min_version: NOW + 1, at: NOW });
    feed.now = () => now;
    const verifier = verifying({ following: { pollEveryMillis: 0 } });
    await verifier.ready();
    now += 365 * 86_400_000;
    await verifier.poll();
    assert.equal(await verdict(verifier.verify(await issuer.token({ exp: now / 1000 + 900 }))), 'REVOKED');
  });

  test('closed, it asks no more and answers no more', async () => {
    const verifier = verifying();
    const token = await issuer.token();
    await verifier.verify(token);
    await soon(() => feed.waiting === 1);
    verifier.close();
    await soon(() => feed.waiting === 0);
    await assert.rejects(verifier.verify(token), /closed/);
    assert.deepEqual(failures, []);
  });
});
