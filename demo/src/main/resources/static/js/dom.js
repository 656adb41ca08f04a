/**
 * Makes an element. Text is always text: nothing is parsed as markup.
 *
 * @param {string} tag
 * @param {Record<string, string | boolean | null | undefined>} [attributes] true: without a value; false, null or
 *     undefined: left out
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) {
      made.setAttribute(name, "");
    } else if (value !== false && value != null) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children);
  return made;
}

/**
 * The page's element with that id.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`The page has no element "${id}".`);
  }
  return found;
}

/**
 * Shows items in a list. What is shown already stays the same element, so that the focus is not lost.
 *
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => HTMLElement} create
 * @param {(shown: HTMLElement, item: T) => void} update also called after `create`
 */
export function showList(list, items, keyOf, create, update) {
  const shown = new Map([...list.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => {
    const child = shown.get(keyOf(item)) ?? create(item);
    child.dataset.key = keyOf(item);
    update(child, item);
    return child;
  });
  [...list.children].filter((child) => !wanted.includes(child)).forEach((child) => child.remove());
  wanted.forEach((child, index) => {
    if (list.children[index] !== child) {
      list.insertBefore(child, list.children[index] ?? null);
    }
  });
  list.removeAttribute("aria-busy");
}

/**
 * Runs what a button is for, once at a time. The button keeps the focus meanwhile, as a disabled one would not.
 *
 * @param {HTMLElement} button
 * @param {() => Promise<void>} action
 */
export function onPress(button, action) {
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") {
      return;
    }
    button.setAttribute("aria-disabled", "true");
    try {
      await action();
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}

/**
 * Gives the focus a place to go on from, where the button that had it is gone.
 *
 * @param {HTMLElement} place
 */
export function focusIfLost(place) {
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused.checkVisibility?.() === false) {
    place.focus({ preventScroll: true });
  }
}

/**
 * Says what has come of something, also to who cannot see it.
 *
 * @param {HTMLElement} place an element with a live region's role
 * @param {string} text
 * @param {"good" | "bad" | "plain"} [tone]
 */
export function announce(place, text, tone = "plain") {
  place.dataset.tone = tone;
  place.textContent = text;
}
