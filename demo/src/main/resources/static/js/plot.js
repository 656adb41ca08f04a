import { svgElement } from "./dom.js";

const MARGIN = { top: 18, right: 16, bottom: 26, left: 52 };
const LABEL_GAP = 8;

/**
 * @typedef {object} Point
 * @property {number} at seconds before now, 0 or more
 * @property {number} value 0 or more
 */

/**
 * Draws values over the last seconds as an area.
 *
 * @param {SVGSVGElement} svg
 * @param {Point[]} points oldest first
 * @param {{seconds: number, unit: string}} axes
 */
export function drawArea(svg, points, axes) {
  const scale = begin(svg, points, axes);
  if (points.length > 1) {
    const line = points.map(({ at, value }) => `${scale.x(at)},${scale.y(value)}`);
    const bottom = scale.y(0);
    const area = [`${scale.x(points[0].at)},${bottom}`, ...line, `${scale.x(points.at(-1).at)},${bottom}`];
    svg.append(
      svgElement("polygon", { class: "area", points: area.join(" ") }),
      svgElement("polyline", { class: "line", points: line.join(" ") }),
    );
  }
}

/**
 * Draws single events over the last seconds as dots.
 *
 * @param {SVGSVGElement} svg
 * @param {Point[]} points oldest first
 * @param {{seconds: number, unit: string}} axes
 */
export function drawDots(svg, points, axes) {
  const scale = begin(svg, points, axes);
  points.forEach(({ at, value }, index) => {
    const isLatest = index === points.length - 1;
    const [cx, cy] = [scale.x(at), scale.y(value)];
    svg.append(svgElement("circle", { class: isLatest ? "dot latest" : "dot", cx, cy, r: isLatest ? 6 : 4 }));
    if (isLatest) {
      const isLeft = cx > svg.clientWidth / 2;
      svg.append(
        svgElement(
          "text",
          { class: "value", x: cx + (isLeft ? -12 : 12), y: cy - LABEL_GAP, "text-anchor": isLeft ? "end" : "start" },
          `${value} ${axes.unit}`,
        ),
      );
    }
  });
}

/** Empties the drawing and draws axes into it. */
function begin(svg, points, { seconds, unit }) {
  const { clientWidth: width, clientHeight: height } = svg;
  const ticks = ticksFor(Math.max(4, ...points.map(({ value }) => value)));
  const top = ticks.at(-1);
  const scale = {
    x: (at) => width - MARGIN.right - (at / seconds) * (width - MARGIN.left - MARGIN.right),
    y: (value) => height - MARGIN.bottom - (value / top) * (height - MARGIN.top - MARGIN.bottom),
  };
  svg.replaceChildren(
    ...ticks.flatMap((tick) => [
      svgElement("line", {
        class: "grid",
        x1: MARGIN.left,
        x2: width - MARGIN.right,
        y1: scale.y(tick),
        y2: scale.y(tick),
      }),
      svgElement(
        "text",
        { x: MARGIN.left - LABEL_GAP, y: scale.y(tick) + 4, "text-anchor": "end" },
        tick === top ? `${tick} ${unit}` : String(tick),
      ),
    ]),
    ...[seconds, seconds / 2, 0].map((at) =>
      svgElement(
        "text",
        { x: scale.x(at), y: height - LABEL_GAP, "text-anchor": at === 0 ? "end" : at === seconds ? "start" : "middle" },
        at === 0 ? "now" : `${at} s ago`,
      ),
    ),
  );
  return scale;
}

/** Round numbers from 0 to at least the greatest value. */
function ticksFor(greatest) {
  const rough = greatest / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((size) => size >= rough);
  return Array.from({ length: Math.ceil(greatest / step) + 1 }, (_, index) => Math.round(index * step));
}
