/**
 * The text of bytes that are UTF-8 and nothing else (RFC 8259 section 8.1): no byte order mark, no overlong forms, no
 * surrogates, no zero bytes. Else undefined.
 */
export function decodeStrictly(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef || bytes.includes(0)) {
    return undefined;
  }
  try {
    // A byte order mark elsewhere is a character like any other: it must not be dropped.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The bytes of a text. */
export function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
}

/** Whether a text has a form in UTF-8: whether it has no half of a surrogate pair. */
export function isWellFormed(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i) ?? 0;
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
      return false;
    }
    i += codePoint > 0xffff ? 1 : 0;
  }
  return true;
}
