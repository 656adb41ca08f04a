/** Waits until a promise is settled, for a time at most. Whether it failed is not told. */
export async function settledWithin(promise: Promise<unknown>, millis: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, millis);
  });
  try {
    await Promise.race([promise.then(ignore, ignore), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits for a time, or until it is given up. */
export function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, millis);
    signal.addEventListener('abort', end);
    if (signal.aborted) {
      end();
    }
  });
}

/** For promises whose failure is told elsewhere. */
export function ignore(): void {}
