const FIRST_DELAY_MILLIS = 250;
const LONGEST_DELAY_MILLIS = 4000;
const NAME = "events";
const GREETING = "hello";

/**
 * Hears the server's events for as long as the page is open. One tab reads them for all of the browser, which has few
 * connections; when it is closed, the next one does.
 *
 * @param {import("/symbolon/symbolon.js").BrowserSession} session
 * @param {(name: string, data: any) => void} hear
 * @returns {Promise<void>} when the session is over
 */
export async function listen(session, hear) {
  const channel = new BroadcastChannel(NAME);
  let greeting = null;
  channel.onmessage = ({ data: { name, data } }) => {
    if (name !== "who") {
      hear(name, data);
    } else if (greeting) {
      channel.postMessage({ name: GREETING, data: greeting });
    }
  };
  channel.postMessage({ name: "who" });
  await navigator.locks.request(NAME, () =>
    readForever(session, (name, data) => {
      greeting = name === GREETING ? data : greeting;
      channel.postMessage({ name, data });
      hear(name, data);
    }),
  );
  channel.close();
}

/**
 * Connects again where the connection breaks or the server asks for a new token. Not by EventSource: that cannot refresh.
 */
async function readForever(session, hear) {
  let delay = FIRST_DELAY_MILLIS;
  for (;;) {
    try {
      const response = await session.fetch("/api/events", { cache: "no-store" });
      if (response.status === 401) {
        return;
      }
      if (response.ok && response.body) {
        delay = FIRST_DELAY_MILLIS;
        await readEvents(response.body, hear);
      }
    } catch {
      // The server is away; it will be back.
    }
    await new Promise((resolve) => setTimeout(resolve, delay));
    delay = Math.min(2 * delay, LONGEST_DELAY_MILLIS);
  }
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {(name: string, data: any) => void} hear
 */
async function readEvents(body, hear) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    text += value;
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      hear(...parse(event));
    }
  }
}

/** @returns {[string, any]} */
function parse(event) {
  const lines = event.split("\n");
  const field = (name) =>
    lines
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1))
      .join("\n");
  return [field("event"), JSON.parse(field("data") || "null")];
}
