import { byId, element } from "./dom.js";
import { clock, number } from "./format.js";
import { DotPlot } from "./dot-plot.js";

const SHOWN = 40;
const ROOM = 20;
const ROWS = 10;

/** How late revocations arrive: the plot, the same in words, and a table. */
export class DelayView {
  #plot = new DotPlot(byId("delay"), {
    label: "Delay of each revocation in milliseconds",
    xTitle: "revocations since you opened this page",
    yTitle: "delay in ms",
    unit: "ms",
    room: ROOM,
    nothing: "No revocation yet",
  });
  #all = [];

  /** @param {EventTarget} stream */
  constructor(stream) {
    for (const name of ["revoked", "access_tokens_expired"]) {
      stream.addEventListener(name, ({ detail }) => detail.delay_ms !== undefined && this.#add(detail));
    }
  }

  #add({ at, delay_ms }) {
    this.#all.push({ at: new Date(at), delay: delay_ms });
    const delays = this.#all.map(({ delay }) => delay);
    const words =
      `The last one took ${number(delay_ms)} ms. Of ${number(delays.length)}: ` +
      `median ${number(median(delays))} ms, longest ${number(Math.max(...delays))} ms.`;
    this.#plot.show(delays.slice(-SHOWN), Math.max(0, delays.length - SHOWN), words);
    byId("delay-words").textContent = words;
    byId("delay-table").replaceChildren(...rows(this.#all));
  }
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

function rows(all) {
  return all
    .slice(-ROWS)
    .reverse()
    .map(({ at, delay }) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, element("time", { datetime: at.toISOString() }, clock(at))),
        element("td", {}, `${number(delay)} ms`),
      ),
    );
}
