const SVG = "http://www.w3.org/2000/svg";

/** Icons as paths in a square of 24. */
const ICONS = {
  desktop: ["M4 5h16v10H4z", "M2 19h20"],
  phone: ["M8 3h8v18H8z", "M11 18h2"],
  tablet: ["M5 3h14v18H5z", "M11 18h2"],
  other: ["M4 5h16v14H4z", "M7 9l3 3-3 3", "M13 15h4"],
};

/**
 * An element with text and children. Text is never read as HTML.
 *
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function svgElement(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

/**
 * @param {string} type of a device
 * @returns {SVGElement}
 */
export function deviceIcon(type) {
  const paths = ICONS[type] ?? ICONS.other;
  return svgElement(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" },
    ...paths.map((d) => svgElement("path", { d })),
  );
}

/**
 * @param {string} label
 * @param {() => Promise<void>} action one at a time
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLButtonElement}
 */
export function button(label, action, attributes = {}) {
  const made = /** @type {HTMLButtonElement} */ (element("button", { type: "button", ...attributes }, label));
  onClick(made, action);
  return made;
}

/**
 * Runs an action at each click, not twice at the same time.
 *
 * @param {HTMLButtonElement} target
 * @param {() => Promise<void>} action
 */
export function onClick(target, action) {
  target.addEventListener("click", async () => {
    target.disabled = true;
    try {
      await action();
    } finally {
      target.disabled = false;
    }
  });
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`the page has no #${id}`);
  }
  return /** @type {T} */ (found);
}
