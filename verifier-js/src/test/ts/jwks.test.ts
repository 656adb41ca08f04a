import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ConfigurationError, createVerifier, type Verifier } from '../../main/ts/index.ts';
import { TestServer } from './test-server.ts';
import { AUDIENCE, ISSUER, NOW, TestIssuer, verdict } from './tokens.ts';

const MINUTE = 60_000;

describe('keys at an address', () => {
  let server: TestServer;
  let one: TestIssuer;
  let two: TestIssuer;
  let now: number;
  let failures: unknown[];
  let verifier: Verifier;

  beforeEach(async () => {
    server = await TestServer.start();
    [one, two] = [await TestIssuer.of('one'), await TestIssuer.of('two')];
    now = NOW;
    failures = [];
    verifier = createVerifier({
      issuer: ISSUER,
      audience: AUDIENCE,
      jwks: server.url,
      revocations: 'none',
      clock: () => now,
      onFailure: (failure) => failures.push(failure),
    });
  });

  afterEach(async () => {
    verifier.close();
    await server.close();
  });

  function publish(...issuers: readonly TestIssuer[]): void {
    server.handler = (_request, answer) => answer.end(JSON.stringify({ keys: issuers.map(({ jwk }) => jwk) }));
  }

  const long = { exp: NOW / 1000 + 86_400 };

  test('are fetched once', async () => {
    publish(one);
    const token = await one.token();
    await Promise.all(Array.from({ length: 20 }, () => verifier.verify(token)));
    await verifier.ready();
    assert.equal(server.requests.length, 1);
  });

  test('that are new are known at once, but asked for once a minute', async () => {
    publish(one);
    await verifier.verify(await one.token());
    publish(one, two);
    assert.equal(await verdict(verifier.verify(await two.token())), 'BAD_SIGNATURE');
    assert.equal(server.requests.length, 1);
    now += MINUTE;
    assert.equal(await verdict(verifier.verify(await two.token())), 'ACCEPTED');
    for (let i = 0; i < 20; i++) {
      assert.equal(await verdict(verifier.verify(`x${await two.token()}`)), 'BAD_SIGNATURE');
    }
    assert.equal(server.requests.length, 2);
  });

  test('that were withdrawn are forgotten after five minutes, also for tokens that were seen before', async () => {
    publish(one, two);
    const token = await one.token(long);
    await verifier.verify(token);
    publish(two);
    now += 5 * MINUTE - 1;
    assert.equal(await verdict(verifier.verify(await two.token(long))), 'ACCEPTED');
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
    now += 1;
    assert.equal(await verdict(verifier.verify(await two.token(long))), 'ACCEPTED');
    assert.equal(await verdict(verifier.verify(token)), 'BAD_SIGNATURE');
  });

  test('go on while the address fails, and are asked for a minute later', async () => {
    publish(one);
    const token = await one.token(long);
    await verifier.verify(token);
    server.handler = (_request, answer) => answer.writeHead(500).end();
    now += 5 * MINUTE;
    assert.equal(await verdict(verifier.verify(await one.token(long))), 'ACCEPTED');
    assert.equal(await verdict(verifier.verify(await one.token(long))), 'ACCEPTED');
    assert.equal(server.requests.length, 2);
    now += MINUTE;
    await verifier.verify(await one.token(long));
    assert.equal(server.requests.length, 3);
    assert.equal(failures.length, 1);
  });

  test('that were never fetched are a fault of this machine, not of the token', async () => {
    const token = await one.token();
    await assert.rejects(verifier.verify(token), { code: 'STALE_NODE', action: 'RETRY' });
    assert.equal(await verdict(verifier.verify(token)), 'STALE_NODE');
    assert.equal(server.requests.length, 1);
    publish(one);
    now += MINUTE;
    assert.equal(await verdict(verifier.verify(token)), 'ACCEPTED');
  });

  test('are not taken from where the address redirects to', async () => {
    server.handler = (request, answer) =>
      request.pathname === '/'
        ? answer.writeHead(302, { Location: '/elsewhere' }).end()
        : answer.end(JSON.stringify({ keys: [one.jwk] }));
    await assert.rejects(verifier.ready());
    assert.equal(server.requests.length, 1);
  });

  test('are not taken from an answer without an end', async () => {
    server.handler = (_request, answer) => {
      answer.on('close', () => answer.destroy());
      answer.write(' '.repeat(300_000));
    };
    await assert.rejects(verifier.ready(), /bytes/);
  });

  test('are refused as a set when one is private', async () => {
    server.handler = (_request, answer) => answer.end(JSON.stringify({ keys: [one.jwk, { ...two.jwk, d: 'AAAA' }] }));
    await assert.rejects(verifier.ready(), ConfigurationError);
  });
});

describe('the address of keys', () => {
  for (const jwks of ['http://login.example.com/jwks', 'ftp://localhost/', 'https://user:secret@login.example.com/', 'no address']) {
    test(`cannot be ${jwks}`, () => {
      assert.throws(
        () => createVerifier({ issuer: ISSUER, audience: AUDIENCE, jwks, revocations: 'none' }),
        ConfigurationError,
      );
    });
  }
});
