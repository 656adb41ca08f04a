import { comparable, Judge } from './judge.ts';
import type { VectorFile } from './vector-file.ts';

/** What a page is told: how many vectors were judged, and those that were judged otherwise than in the file. */
interface Told {
  readonly judged: number;
  readonly others: readonly string[];
}

/** Runs in a Web Worker: no window, no DOM, and nothing of Node. */
async function judgeAll(): Promise<Told> {
  const { settings, vectors } = (await (await fetch('/vectors/vectors.json')).json()) as VectorFile;
  const others: string[] = [];
  for (const [name, given] of Object.entries(settings)) {
    const judge = await Judge.of(given);
    for (const vector of vectors.filter((candidate) => candidate.settings === name)) {
      const judged = comparable(await judge.judge(vector));
      if (sorted(judged) !== sorted(comparable(vector))) {
        others.push(`${name}: ${vector.name}: ${judged.verdict}`);
      }
    }
    judge.close();
  }
  return { judged: vectors.length, others };
}

/** A text of a value in which the order of an object's members does not show. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}

postMessage(await judgeAll().catch((failed: unknown) => ({ judged: 0, others: [String(failed)] })));
