import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server says to one request. */
export type Handler = (request: URL, answer: ServerResponse, incoming: IncomingMessage) => void;

/** An HTTP server on the loopback interface, whose answers a test can change. */
export class TestServer {
  readonly requests: URL[] = [];
  handler: Handler = (_request, answer) => answer.writeHead(404).end();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<TestServer> {
    const server = createServer();
    const started = new TestServer(server);
    server.on('request', (incoming, answer) => {
      const url = new URL(incoming.url ?? '/', started.url);
      started.requests.push(url);
      started.handler(url, answer, incoming);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Waits until something holds; fails after ten seconds. */
export async function soon(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > end) {
      throw new Error(`not within ten seconds: ${condition}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
