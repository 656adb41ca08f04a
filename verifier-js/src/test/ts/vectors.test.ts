import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { comparable, Judge } from './judge.ts';
import type { VectorFile } from './vector-file.ts';

const FILE = process.env['SYMBOLON_VECTORS'] ?? 'vectors/vectors.json';
const { settings, vectors } = JSON.parse(readFileSync(FILE, 'utf8')) as VectorFile;

for (const [name, given] of Object.entries(settings)) {
  describe(`every token is judged as the Java verifier judges it: ${name}`, () => {
    let judge: Judge;
    before(async () => {
      judge = await Judge.of(given);
    });
    after(() => judge.close());

    test('first sight, and again', async () => {
      for (const vector of vectors.filter((candidate) => candidate.settings === name)) {
        assert.deepEqual(comparable(await judge.judge(vector)), comparable(vector), vector.name);
        assert.deepEqual(comparable(await judge.judge(vector)), comparable(vector), `${vector.name}, again`);
      }
    });
  });
}

test('there are some hundred', () => {
  assert.ok(vectors.length > 300, `${vectors.length} vectors`);
});
