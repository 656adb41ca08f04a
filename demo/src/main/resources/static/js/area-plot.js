import { number } from "./format.js";
import { Frame, make } from "./plot.js";

const SECONDS_BETWEEN_TICKS = 15;
const LEAST_TOP = 20;
const LABEL_ROOM = 48;
const FADE = "area-fade";

/** A rate over the last seconds, as an area. */
export class AreaPlot {
  #frame;
  #seconds;
  #yTitle;

  /**
   * @param {HTMLElement} place
   * @param {{label: string, yTitle: string, seconds: number}} options
   */
  constructor(place, { label, yTitle, seconds }) {
    this.#frame = new Frame(place, label);
    this.#seconds = seconds;
    this.#yTitle = yTitle;
    this.show([], "Nothing yet");
  }

  /**
   * @param {number[]} values one for each second, newest last
   * @param {string} words the same for those who cannot see it
   */
  show(values, words) {
    const axes = {
      xRange: [-this.#seconds, 0],
      xTicks: ticks(this.#seconds),
      xTitle: "seconds ago",
      yMaximum: Math.max(0, ...values),
      yLeast: LEAST_TOP,
      yTitle: this.#yTitle,
      labelRoom: LABEL_ROOM,
    };
    this.#frame.show(axes, words, (scale) => (values.length > 0 ? marks(values, scale) : []));
  }
}

function ticks(seconds) {
  const count = seconds / SECONDS_BETWEEN_TICKS;
  return Array.from({ length: count + 1 }, (_, index) => {
    const ago = seconds - index * SECONDS_BETWEEN_TICKS;
    return { at: -ago, text: ago === 0 ? "now" : String(ago) };
  });
}

function marks(values, { x, y, right, bottom }) {
  const points = values.map((value, index) => [x(index - values.length + 1), y(value)]);
  const line = points.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(" ");
  const last = points.at(-1);
  return [
    fade(),
    make("path", {
      class: "area",
      fill: `url(#${FADE})`,
      d: `M${points[0][0].toFixed(1)},${bottom} L${line} ${right},${bottom}Z`,
    }),
    make("polyline", { class: "line", points: line }),
    make("circle", { class: "last-dot", cx: last[0], cy: last[1], r: 5 }),
    make("text", { class: "last-value", x: last[0] + 11, y: last[1] + 4 }, number(values.at(-1))),
  ];
}

/** The area's colour, which is lost towards the axis. */
function fade() {
  const gradient = make("linearGradient", { id: FADE, x1: 0, y1: 0, x2: 0, y2: 1 });
  gradient.append(make("stop", { class: "fade-start", offset: 0 }), make("stop", { class: "fade-end", offset: 1 }));
  return gradient;
}
