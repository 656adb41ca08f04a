const SVG = "http://www.w3.org/2000/svg";

/** Outlines on a square of 24. */
const PATHS = {
  desktop: ["M5.5 5h13a1 1 0 0 1 1 1v9h-15V6a1 1 0 0 1 1-1z", "M2.5 18.5h19"],
  phone: [
    "M8.5 3h7A1.5 1.5 0 0 1 17 4.5v15a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19.5v-15A1.5 1.5 0 0 1 8.5 3z",
    "M11 18h2",
  ],
  tablet: [
    "M6.5 3h11A1.5 1.5 0 0 1 19 4.5v15a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19.5v-15A1.5 1.5 0 0 1 6.5 3z",
    "M11 18h2",
  ],
  tv: [
    "M4.5 5h15A1.5 1.5 0 0 1 21 6.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 15.5v-9A1.5 1.5 0 0 1 4.5 5z",
    "M8 20.5h8",
  ],
  other: [
    "M5 4.5h14A1.5 1.5 0 0 1 20.5 6v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18V6A1.5 1.5 0 0 1 5 4.5z",
    "M7 9l3 3-3 3",
    "M12.5 15H17",
  ],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  cross: ["M6.5 6.5l11 11", "M17.5 6.5l-11 11"],
  arrow: ["M5 12h13.5", "M13 6.5l5.5 5.5-5.5 5.5"],
  info: ["M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z", "M12 11v5", "M12 8v.01"],
  warning: ["M12 4l8.5 15.5h-17z", "M12 10v4.5", "M12 17v.01"],
};

/**
 * A small picture that goes with words: it has no meaning of its own, so screen readers skip it.
 *
 * @param {keyof typeof PATHS} name
 * @param {"icon" | "icon icon-small"} [className]
 * @returns {SVGSVGElement}
 */
export function icon(name, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const outline of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", outline);
    svg.append(path);
  }
  return svg;
}

/**
 * The picture of a kind of device.
 *
 * @param {string | undefined} type as in a session's `device.type`
 * @returns {SVGSVGElement}
 */
export function deviceIcon(type) {
  return icon(type !== undefined && Object.hasOwn(PATHS, type) ? type : "other");
}
