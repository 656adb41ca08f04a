import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  type AccessToken,
  ConfigurationError,
  createVerifier,
  StepUpRequiredError,
  type VerifierOptions,
} from '../../main/ts/index.ts';
import { AUDIENCE, ISSUER, NOW, TestIssuer, THUMBPRINT } from './tokens.ts';

const RSA_1024 = 'n'.repeat(170) + 'A';

describe('a configuration', () => {
  let issuer: TestIssuer;
  before(async () => {
    issuer = await TestIssuer.of('key-1');
  });

  function options(more: object): VerifierOptions {
    const jwks = { keys: [issuer.jwk] };
    return { issuer: ISSUER, audience: AUDIENCE, jwks, revocations: 'none', ...more } as VerifierOptions;
  }

  for (const [name, more] of Object.entries({
    'no issuer': { issuer: undefined },
    'an empty audience': { audience: [] },
    'an audience that is no text': { audience: [7] },
    'no keys': { jwks: undefined },
    'no decision about revocations': { revocations: undefined },
    'revocations without an address': { revocations: {} },
    'a feed at an http address': { revocations: { url: 'http://login.example.com/session/revocations' } },
    'a skew of more than an hour': { clockSkewMillis: 3_600_001 },
    'a negative skew': { clockSkewMillis: -1 },
    'a skew that is no number': { clockSkewMillis: '5' },
    'a limit below 100 milliseconds': { staleness: { rejectAfterMillis: 99 } },
    'a limit that is no number': { staleness: {} },
  })) {
    test(`with ${name} is refused`, () => {
      assert.throws(() => createVerifier(options(more)), ConfigurationError);
    });
  }

  for (const [name, more] of Object.entries({
    'a secret that is too short': { secrets: [{ algorithm: 'HS256', secret: new Uint8Array(31).fill(1, 3) }] },
    'a secret that was never filled': { secrets: [{ algorithm: 'HS256', secret: new Uint8Array(32) }] },
    'a secret for HS512 of 63 bytes': { secrets: [{ algorithm: 'HS512', secret: new Uint8Array(63).fill(1, 3) }] },
    'a secret for ES256': { secrets: [{ algorithm: 'ES256', secret: new Uint8Array(64).fill(1, 3) }] },
    'a text that is no JSON': { jwks: '{' },
    'a set with a name twice': { jwks: '{"keys":[],"keys":[]}' },
    'a set without keys': { jwks: {} },
    'an empty set': { jwks: { keys: [] } },
    'more than 100 keys': { jwks: { keys: Array.from({ length: 101 }, () => ({})) } },
    'a key that is no object': { jwks: { keys: [7] } },
    'only keys for other uses': { jwks: { keys: [{ kty: 'RSA', use: 'enc' }] } },
    'a key without alg': { jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'a' }] } },
    'a key without kid': { jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', alg: 'ES256' }] } },
    'a key on another curve': { jwks: { keys: [{ kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA', alg: 'ES256', kid: 'a' }] } },
    'a key off its curve': { jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'AQ', y: 'AQ', alg: 'ES256', kid: 'a' }] } },
    'an RSA key that is too short': { jwks: { keys: [{ kty: 'RSA', n: RSA_1024, e: 'AQAB', alg: 'RS256', kid: 'a' }] } },
    'an Ed25519 key of low order': {
      jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: `AQ${'A'.repeat(41)}`, alg: 'EdDSA', kid: 'a' }] },
    },
    'an Ed25519 key off its curve': {
      jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', x: `Ag${'A'.repeat(41)}`, alg: 'EdDSA', kid: 'a' }] },
    },
    'a feed key that is too short': {
      revocations: { url: 'https://login.example.com/session/revocations', feedKey: new Uint8Array(31) },
    },
  })) {
    test(`with ${name} does not start`, async () => {
      await assert.rejects(createVerifier(options(more)).ready(), ConfigurationError);
    });
  }

  test('with two keys of one id does not start', async () => {
    const { jwk } = await TestIssuer.of('key-1');
    await assert.rejects(createVerifier(options({ jwks: { keys: [issuer.jwk, jwk] } })).ready(), ConfigurationError);
  });

  test('with one key twice starts', async () => {
    await createVerifier(options({ jwks: { keys: [issuer.jwk, { ...issuer.jwk }] } })).ready();
  });

  test('with keys of algorithms that are not known here starts, without them', async () => {
    const others = [
      { kty: 'EC', crv: 'secp256k1', alg: 'ES256K', kid: 'a' },
      { kty: 'OKP', crv: 'Ed448', alg: 'EdDSA', kid: 'b' },
      { kty: 'lattice', alg: 'ML-DSA-44', kid: 'c' },
    ];
    const verifier = createVerifier(options({ jwks: { keys: [...others, issuer.jwk] }, clock: () => NOW }));
    assert.equal((await verifier.verify(await issuer.token())).subject, 'user-1');
  });
});

describe('an access token', () => {
  test('tells what was proved, how long ago, and asks for more', async () => {
    const issuer = await TestIssuer.of('key-1');
    let now = NOW;
    const verifier = createVerifier({
      issuer: ISSUER,
      audience: [AUDIENCE, 'other'],
      jwks: { keys: [issuer.jwk] },
      revocations: 'none',
      clock: () => now,
    });
    const token = await verifier.verify(
      await issuer.token({ factors: { pwd: NOW / 1000 - 100, otp: NOW / 1000 - 10 }, tenant: 'acme' }),
    );
    assert.equal(token.authenticatedAt?.getTime(), NOW - 10_000);
    assert.equal(token.requireFactor('otp', 10), token);
    now += 1;
    assert.throws(() => token.requireFactor('otp', 10), { code: 'FACTOR_TOO_OLD', action: 'STEP_UP' });
    assert.throws(() => token.requireFactor('hwk', 10), StepUpRequiredError);
    assert.throws(() => token.requireFactor('otp', -1), RangeError);
    assert.throws(() => token.requireFactor('otp', Number.NaN), RangeError);
  });

  test('tells to which key its session is bound', async () => {
    const issuer = await TestIssuer.of('key-1');
    const jwks = { keys: [issuer.jwk] };
    const verifier = createVerifier({ issuer: ISSUER, audience: AUDIENCE, jwks, revocations: 'none', clock: () => NOW });
    const tokenBy = async (claims: object): Promise<AccessToken> => verifier.verify(await issuer.token({ ...claims }));
    assert.equal((await tokenBy({})).binding, undefined);
    const { binding, claims } = await tokenBy({ cnf: { dbsc_jkt: THUMBPRINT } });
    assert.deepEqual(binding, { kind: 'DBSC', thumbprint: THUMBPRINT });
    assert.ok(Object.isFrozen(binding));
    assert.deepEqual(Object.keys(claims), []);
    assert.equal((await tokenBy({ cnf: { software_jkt: THUMBPRINT } })).binding?.kind, 'SOFTWARE');
    const needsProof = { code: 'PROOF_REQUIRED', action: 'RETRY', endsSession: false };
    await assert.rejects(tokenBy({ cnf: { jkt: THUMBPRINT } }), needsProof);
  });

  test('cannot be changed', async () => {
    const issuer = await TestIssuer.of('key-1');
    const jwks = { keys: [issuer.jwk] };
    const verifier = createVerifier({ issuer: ISSUER, audience: AUDIENCE, jwks, revocations: 'none', clock: () => NOW });
    const text = await issuer.token({ roles: ['user'], a: { b: 1 }, factors: { pwd: 1 } });
    const token = await verifier.verify(text);
    assert.throws(() => (token as { subject: string }).subject = 'root', TypeError);
    assert.throws(() => (token.claims['roles'] as string[]).push('admin'), TypeError);
    assert.throws(() => (token.claims as Record<string, unknown>)['admin'] = true, TypeError);
    assert.throws(() => (token.audience as string[]).push('other'), TypeError);
    token.expiresAt.setFullYear(9999);
    (token.factors as Map<string, Date>).set('otp', new Date(0));
    const again = await verifier.verify(text);
    assert.equal(again.expiresAt.getTime(), NOW + 900_000);
    assert.deepEqual([...again.factors.keys()], ['pwd']);
  });
});
