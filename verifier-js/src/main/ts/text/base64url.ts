/**
 * Base64url without padding (RFC 7515 section 2), read strictly: no padding, no white space, no other characters, and no
 * bits that stand for nothing, so that the same bytes have one text only.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const SIX_BITS: Int8Array = sixBits();

/** The bytes of a text, or undefined if it is not the one text of some bytes. */
export function decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  const rest = text.length % 4;
  if (rest === 1) {
    return undefined;
  }
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let out = 0;
  for (let i = 0; i < text.length; i++) {
    const value = SIX_BITS[text.charCodeAt(i)] ?? -1;
    if (value < 0) {
      return undefined;
    }
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[out++] = bits >> held;
      bits &= (1 << held) - 1;
    }
  }
  return bits === 0 ? bytes : undefined;
}

/** The one text of some bytes. */
export function encode(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += character(bits >> 18) + character(bits >> 12);
    text += left > 1 ? character(bits >> 6) : '';
    text += left > 2 ? character(bits) : '';
  }
  return text;
}

/** The six bits of one character; negative if it is not in the alphabet. */
export function sixBitsOf(text: string, index: number): number {
  return SIX_BITS[text.charCodeAt(index)] ?? -1;
}

function character(bits: number): string {
  return ALPHABET.charAt(bits & 0b111111);
}

function sixBits(): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < ALPHABET.length; i++) {
    values[ALPHABET.charCodeAt(i)] = i;
  }
  return values;
}
