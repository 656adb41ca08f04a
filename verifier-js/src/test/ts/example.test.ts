import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { sessionEnded, TestFeed } from './test-feed.ts';
import { soon, TestServer } from './test-server.ts';
import { AUDIENCE, ISSUER, SESSION, TestIssuer, THUMBPRINT } from './tokens.ts';

const SCRIPT = process.env['SYMBOLON_EXAMPLE'];

describe('the example of a service in Node', { skip: SCRIPT === undefined && 'the package is not installed beside it' }, () => {
  let issuer: TestIssuer;
  let feed: TestFeed;
  let keys: TestServer;
  let service: ChildProcess;
  let address: string;
  const now = Math.floor(Date.now() / 1000);

  before(async () => {
    issuer = await TestIssuer.of('key-1');
    feed = await TestFeed.start();
    feed.now = Date.now;
    keys = await TestServer.start();
    keys.handler = (_request, answer) => answer.end(JSON.stringify({ keys: [issuer.jwk] }));
    const env = { ...process.env, ISSUER, AUDIENCE, JWKS_URL: keys.url, FEED_URL: feed.server.url, FEED_SECRET: 's', PORT: '0' };
    service = spawn(process.execPath, [SCRIPT ?? ''], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(service.stdout ?? service, 'data')) as [Buffer];
    address = /http:\S+/.exec(String(line))?.[0] ?? assert.fail(String(line));
  });

  after(async () => {
    service.kill();
    await once(service, 'exit');
    await Promise.all([feed.close(), keys.close()]);
  });

  async function ask(method: string, path: string, claims?: object): Promise<{ readonly status: number; readonly body: unknown }> {
    const headers: Record<string, string> = {};
    if (claims !== undefined) {
      headers['Authorization'] = `Bearer ${await issuer.token({ exp: now + 900, iat: now, ...claims })}`;
    }
    const answer = await fetch(address + path, { method, headers });
    return { status: answer.status, body: await answer.json() };
  }

  test('answers who has a good token, and nobody else', async () => {
    assert.deepEqual(await ask('GET', '/me', {}), {
      status: 200,
      body: { subject: 'user-1', session: SESSION, client: 'web', authorities: [] },
    });
    assert.equal((await ask('GET', '/me')).status, 401);
    assert.deepEqual(await ask('GET', '/me', { exp: now - 1 }), {
      status: 401,
      body: { code: 'EXPIRED', action: 'REFRESH', ends_session: false },
    });
    assert.equal((await ask('GET', '/me', { cnf: { software_jkt: THUMBPRINT } })).status, 200);
    assert.deepEqual(await ask('GET', '/me', { cnf: { jkt: THUMBPRINT } }), {
      status: 401,
      body: { code: 'PROOF_REQUIRED', action: 'NONE', ends_session: false },
    });
    assert.deepEqual(await ask('GET', '/me', { cnf: { dbsc_jkt: THUMBPRINT } }), {
      status: 401,
      body: { code: 'BOUND_TO_COOKIE', action: 'SIGN_IN' },
    });
    assert.equal((await ask('GET', '/', {})).status, 404);
  });

  test('asks for a factor where one is needed', async () => {
    assert.deepEqual(await ask('POST', '/payments', {}), {
      status: 401,
      body: { code: 'FACTOR_MISSING', action: 'STEP_UP', ends_session: false },
    });
    assert.equal((await ask('POST', '/payments', { factors: { otp: now } })).status, 200);
  });

  test('answers nobody whose session was ended', async () => {
    const sid = 'AZq6Zk8AA5v1m2Wd0kq9XA';
    assert.equal((await ask('GET', '/me', { sid })).status, 200);
    feed.log(sessionEnded(sid));
    await soon(async () => (await ask('GET', '/me', { sid })).status === 401);
    assert.deepEqual((await ask('GET', '/me', { sid })).body, { code: 'REVOKED', action: 'SIGN_IN', ends_session: true });
  });
});
