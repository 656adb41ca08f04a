import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Revocation } from '../../main/ts/revocations/revocation.ts';
import { RevocationView } from '../../main/ts/revocations/view.ts';
import { NOW, SESSION } from './tokens.ts';

function ofSession(ends: boolean, minimumVersion: number): Revocation {
  return { target: { type: 'session', sessionId: SESSION }, ends, minimumVersion, cause: 'SIGNED_OUT', at: NOW };
}

function verdictOf(version: bigint, ...revocations: readonly Revocation[]): string {
  const view = new RevocationView();
  revocations.forEach((revocation) => view.apply(revocation));
  return view.check({ sessionId: SESSION, subject: 'user-1', version }).is;
}

test('an entry that comes twice or late changes nothing', () => {
  for (const ends of [true, false]) {
    const word = ends ? 'REVOKED' : 'OUTDATED';
    assert.equal(verdictOf(19n, ofSession(ends, 20), ofSession(ends, 10)), word);
    assert.equal(verdictOf(19n, ofSession(ends, 10), ofSession(ends, 20), ofSession(ends, 20)), word);
    assert.equal(verdictOf(20n, ofSession(ends, 20), ofSession(ends, 10)), 'CURRENT');
  }
});

test('what is ended is never called merely outdated, in whatever order it comes', () => {
  assert.equal(verdictOf(5n, ofSession(true, 10), ofSession(false, 20)), 'REVOKED');
  assert.equal(verdictOf(5n, ofSession(false, 20), ofSession(true, 10)), 'REVOKED');
  assert.equal(verdictOf(15n, ofSession(false, 20), ofSession(true, 10)), 'OUTDATED');
});
