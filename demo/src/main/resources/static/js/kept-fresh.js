const MILLIS_BETWEEN_LOADS = 3000;

/**
 * Loads again and again while the page is looked at, and at once when it is looked at again: a node hears of another
 * node's revocations, and of nothing else that happens there.
 *
 * @param {() => Promise<void>} load
 */
export function keepFresh(load) {
  const loadIfSeen = () => document.visibilityState === "visible" && load();
  setInterval(loadIfSeen, MILLIS_BETWEEN_LOADS);
  document.addEventListener("visibilitychange", loadIfSeen);
}
