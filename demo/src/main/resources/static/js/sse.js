/**
 * @typedef {object} ServerEvent
 * @property {string} name
 * @property {any} data parsed from JSON
 */

/**
 * Reads server-sent events from a response. EventSource cannot be used where a 401 has to lead to a refresh: it does not
 * tell why it failed.
 *
 * @param {Response} response of type text/event-stream
 * @returns {AsyncGenerator<ServerEvent>} until the server or the network ends it
 */
export async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const blocks = (rest + part.value).split(/\r?\n\r?\n/);
      rest = blocks.pop();
      for (const block of blocks) {
        const event = parse(block);
        if (event) {
          yield event;
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function parse(block) {
  let name = "message";
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === "event") {
      name = value;
    } else if (field === "data") {
      data.push(value);
    }
  }
  return data.length > 0 ? { name, data: JSON.parse(data.join("\n")) } : null;
}
