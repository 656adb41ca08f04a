const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 240;
const MARGIN = { top: 24, bottom: 44, left: 52 };
const WANTED_STEPS = 4;

/**
 * @typedef {object} Scale
 * @property {(value: number) => number} x
 * @property {(value: number) => number} y
 * @property {number} left
 * @property {number} right
 * @property {number} bottom
 */

/**
 * An SVG drawing with axes, drawn anew at each change of the data or of the width, so that text keeps its size.
 */
export class Frame {
  #place;
  #svg;
  #label;
  #draw = () => {};

  /**
   * @param {HTMLElement} place where to draw; its height is fixed by the style sheet
   * @param {string} label what the plot is about
   */
  constructor(place, label) {
    this.#place = place;
    this.#label = label;
    this.#svg = make("svg", { class: "plot", role: "img", "aria-label": label, height: HEIGHT });
    place.append(this.#svg);
    new ResizeObserver(() => this.#draw()).observe(place);
  }

  /**
   * Draws the axes and, by `marks`, the data.
   *
   * @param {object} axes
   * @param {[number, number]} axes.xRange
   * @param {{at: number, text: string}[]} axes.xTicks
   * @param {string} axes.xTitle
   * @param {number} axes.yMaximum of the data; the axis starts at 0 and ends at or above it
   * @param {number} axes.yLeast where the axis ends at least, so that small values look small
   * @param {string} axes.yTitle with the unit
   * @param {number} axes.labelRoom pixels on the right, for the label of the last value
   * @param {string} words the data in words
   * @param {(scale: Scale) => SVGElement[]} marks
   */
  show(axes, words, marks) {
    this.#svg.setAttribute("aria-label", `${this.#label}. ${words}`);
    this.#draw = () => {
      const width = this.#place.clientWidth;
      this.#svg.setAttribute("width", width);
      this.#svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
      const ticks = ticksTo(Math.max(axes.yMaximum, axes.yLeast));
      const scale = scaleOf(width - axes.labelRoom, axes.xRange, ticks.at(-1));
      this.#svg.replaceChildren(...axisMarks(axes, ticks, scale), ...marks(scale));
    };
    this.#draw();
  }
}

/**
 * Makes an SVG element.
 *
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [content]
 * @returns {SVGElement}
 */
export function make(tag, attributes, content) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, String(value));
  }
  if (content !== undefined) {
    made.textContent = content;
  }
  return made;
}

function scaleOf(right, [first, last], top) {
  const bottom = HEIGHT - MARGIN.bottom;
  return {
    x: (value) => MARGIN.left + ((value - first) / (last - first)) * (right - MARGIN.left),
    y: (value) => bottom - (value / top) * (bottom - MARGIN.top),
    left: MARGIN.left,
    right,
    bottom,
  };
}

function axisMarks({ xTicks, xTitle, yTitle }, yTicks, { x, y, left, right, bottom }) {
  return [
    make("text", { x: 0, y: 10 }, yTitle),
    ...yTicks.flatMap((value) => [
      make("line", {
        class: value === 0 ? "base" : "grid",
        x1: left,
        x2: right,
        y1: crisp(y(value)),
        y2: crisp(y(value)),
      }),
      make("text", { x: left - 10, y: y(value) + 4, "text-anchor": "end" }, value.toLocaleString("en")),
    ]),
    ...xTicks.flatMap(({ at, text }) => [
      make("line", { class: "base", x1: crisp(x(at)), x2: crisp(x(at)), y1: bottom, y2: bottom + 4 }),
      make("text", { x: x(at), y: bottom + 18, "text-anchor": "middle" }, text),
    ]),
    make("text", { x: (left + right) / 2, y: bottom + 38, "text-anchor": "middle" }, xTitle),
  ];
}

/** Lines of one pixel are sharp between two pixels' edges. */
function crisp(position) {
  return Math.round(position) + 0.5;
}

/** Round numbers from 0 to the maximum, which is at least 1, or a little above. */
function ticksTo(maximum) {
  const rough = maximum / WANTED_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) * power);
  const count = Math.ceil(maximum / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
