/** What this package needs of `fetch`. */
export type Fetch = (address: URL, init: RequestInit) => Promise<Response>;

/** An answer that was read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Bounds of one request. */
export interface Bounds {
  readonly longestMillis: number;
  readonly maximumBytes: number;
  /** Gives the request up from outside. */
  readonly signal?: AbortSignal;
}

/**
 * One GET that is bounded in time and size, and follows no redirect: whoever could change one hop's answer would choose the
 * next. The body is UTF-8.
 */
export async function boundedGet(
  fetch: Fetch,
  address: URL,
  headers: Readonly<Record<string, string>>,
  bounds: Bounds,
): Promise<Answer> {
  const abort = new AbortController();
  const giveUp = (): void => abort.abort(bounds.signal?.reason);
  const timer = setTimeout(() => abort.abort(new Error('no whole answer in time')), bounds.longestMillis);
  bounds.signal?.addEventListener('abort', giveUp);
  try {
    const response = await fetch(address, { headers, signal: abort.signal, redirect: 'manual' });
    const text = await limitedText(response, bounds.maximumBytes);
    return { status: response.status, headers: response.headers, text };
  } finally {
    clearTimeout(timer);
    bounds.signal?.removeEventListener('abort', giveUp);
  }
}

async function limitedText(response: Response, maximumBytes: number): Promise<string> {
  if (response.body === null) {
    return '';
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let received = 0;
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    received += part.value.byteLength;
    if (received > maximumBytes) {
      await reader.cancel();
      throw new Error(`the answer has more than ${maximumBytes} bytes`);
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
