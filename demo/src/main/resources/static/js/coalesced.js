/**
 * Runs an action once at a time. Calls that come meanwhile share one more run, so the last run began after the last call.
 *
 * @param {() => Promise<void>} action
 * @returns {() => Promise<void>} done when a run that began after this call is done
 */
export function coalesced(action) {
  let running = null;
  let next = null;
  const run = () => {
    running = action().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (!running) {
      return run();
    }
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return run();
      });
    return next;
  };
}
