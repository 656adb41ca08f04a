import { number } from "./format.js";
import { Frame, make } from "./plot.js";

const MAXIMUM_TICKS = 6;
const LEAST_TOP = 20;
const LABEL_ROOM = 64;

/** Single measurements, oldest first, as dots. */
export class DotPlot {
  #frame;
  #options;

  /**
   * @param {HTMLElement} place
   * @param {{label: string, xTitle: string, yTitle: string, unit: string, room: number, nothing: string}} options
   *     `room`: for how many dots there is room from the start
   */
  constructor(place, options) {
    this.#frame = new Frame(place, options.label);
    this.#options = options;
    this.show([], 0, options.nothing);
  }

  /**
   * @param {number[]} values newest last
   * @param {number} before how many came before the first value that is shown
   * @param {string} words the same for those who cannot see it
   */
  show(values, before, words) {
    const { xTitle, yTitle, unit, room, nothing } = this.#options;
    const count = Math.max(room, values.length);
    const axes = {
      xRange: [before + 0.5, before + count + 0.5],
      xTicks: ticks(before, count),
      xTitle,
      yMaximum: Math.max(0, ...values),
      yLeast: LEAST_TOP,
      yTitle,
      labelRoom: LABEL_ROOM,
    };
    this.#frame.show(axes, words, (scale) =>
      values.length > 0 ? marks(values, before, unit, scale) : [emptyText(nothing, scale)],
    );
  }
}

function ticks(before, count) {
  const step = Math.max(1, Math.ceil(count / MAXIMUM_TICKS / 5) * 5);
  const made = [];
  for (let at = Math.ceil((before + 1) / step) * step; at <= before + count; at += step) {
    made.push({ at, text: String(at) });
  }
  return made;
}

function marks(values, before, unit, { x, y, bottom }) {
  const points = values.map((value, index) => [x(before + index + 1), y(value)]);
  const [lastX, lastY] = points.at(-1);
  return [
    ...points.map(([px, py]) => make("line", { class: "stem", x1: px, x2: px, y1: bottom, y2: py })),
    ...points.slice(0, -1).map(([px, py]) => make("circle", { class: "dot", cx: px, cy: py, r: 3.5 })),
    make("circle", { class: "last-dot", cx: lastX, cy: lastY, r: 6 }),
    make("text", { class: "last-value", x: lastX + 11, y: lastY + 4 }, `${number(values.at(-1))} ${unit}`),
  ];
}

function emptyText(text, { left, right, bottom }) {
  return make("text", { class: "nothing", x: (left + right) / 2, y: bottom / 2 + 12, "text-anchor": "middle" }, text);
}
