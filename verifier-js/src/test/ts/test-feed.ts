import type { ServerResponse } from 'node:http';
import { NOW } from './tokens.ts';
import { TestServer } from './test-server.ts';

/** Members of a page that a test wants to be other than usual. */
export type Page = Readonly<Record<string, unknown>>;

/** A revocation feed with a log in memory: a cursor is a number of entries. */
export class TestFeed {
  readonly server: TestServer;
  now: () => number = () => NOW;
  more: Page = {};
  status = 200;
  headers: Readonly<Record<string, string>> = {};
  pageSize = 100;
  /** Asked with each request; false for one that the server does not know. */
  knows: (authorization: string | undefined) => boolean = () => true;
  readonly #entries: object[] = [];
  readonly #waiting: { readonly from: number; readonly nonce: string | null; readonly answer: ServerResponse }[] = [];

  private constructor(server: TestServer) {
    this.server = server;
  }

  static async start(): Promise<TestFeed> {
    const feed = new TestFeed(await TestServer.start());
    feed.server.handler = (request, answer, { headers }) => {
      const wait = Number(request.searchParams.get('wait') ?? '0');
      const from = Number(request.searchParams.get('after') ?? '0');
      const nonce = request.searchParams.get('nonce');
      if (!feed.knows(headers.authorization)) {
        answer.writeHead(401).end();
      } else if (feed.status !== 200) {
        answer.writeHead(feed.status, feed.headers).end();
      } else if (wait > 0 && from >= feed.#entries.length) {
        feed.#waiting.push({ from, nonce, answer });
      } else {
        feed.#answer(from, nonce, answer);
      }
    };
    return feed;
  }

  /** How many requests wait for an entry. */
  get waiting(): number {
    return this.#waiting.filter(({ answer }) => !answer.destroyed).length;
  }

  log(...entries: object[]): void {
    this.#entries.push(...entries);
    this.wake();
  }

  /** Answers those who wait. */
  wake(): void {
    for (const { from, nonce, answer } of this.#waiting.splice(0)) {
      this.#answer(from, nonce, answer);
    }
  }

  close(): Promise<void> {
    return this.server.close();
  }

  #answer(from: number, nonce: string | null, answer: ServerResponse): void {
    const entries = this.#entries.slice(from, from + this.pageSize);
    const cursor = from + entries.length;
    answer.setHeader('Content-Type', 'application/json');
    answer.end(
      JSON.stringify({
        cursor: String(cursor),
        restarted: false,
        at_end: cursor >= this.#entries.length,
        now: this.now(),
        contact_age: 0,
        nonce,
        retention: 7_200_000,
        clock_margin: 300_000,
        entries,
        ...this.more,
      }),
    );
  }
}

export function sessionEnded(sid: string, cause = 'SIGNED_OUT'): object {
  return { target: 'session', sid, kind: 'ended', min_version: 'ended', cause, at: NOW };
}

export function subjectEnded(sub: string, minimum: number): object {
  return { target: 'subject', sub, kind: 'ended', min_version: minimum, cause: 'ADMINISTRATOR', at: NOW };
}
