import { byId, element } from "./dom.js";
import { number } from "./format.js";
import { AreaPlot } from "./area-plot.js";

const SECONDS = 60;
const ROWS = 10;

/** Verifications per second: the plot, the same in words, and a table. */
export class RateView {
  #plot = new AreaPlot(byId("rate"), {
    label: "Verifications per second over the last 60 seconds",
    yTitle: "per second",
    seconds: SECONDS,
  });
  #rates = [];
  #previous = null;

  /** @param {EventTarget} stream */
  constructor(stream) {
    stream.addEventListener("counters", ({ detail }) => this.#add(detail));
    // Another node's totals, or those of a new start.
    stream.addEventListener("hello", () => {
      this.#previous = null;
    });
  }

  #add(counters) {
    const previous = this.#previous;
    this.#previous = counters;
    if (!previous) {
      return;
    }
    const seconds = (Date.parse(counters.at) - Date.parse(previous.at)) / 1000;
    const rate = Math.round((counters.verified - previous.verified) / Math.max(seconds, 0.5));
    this.#rates = [...this.#rates, rate].slice(-SECONDS - 1);
    const words = `Now ${number(rate)} per second, at most ${number(Math.max(...this.#rates))}.`;
    this.#plot.show(this.#rates, words);
    byId("rate-words").textContent = words;
    byId("rate-table").replaceChildren(...rows(this.#rates));
  }
}

function rows(rates) {
  return rates
    .slice(-ROWS)
    .reverse()
    .map((rate, index) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, index === 0 ? "now" : `${index} s ago`),
        element("td", {}, `${number(rate)} per second`),
      ),
    );
}
