import { encode } from '../text/base64url.ts';
import { encode as utf8 } from '../text/utf8.ts';

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** The first part of all tokens of a key: byte for byte what the issuer writes, and the only header that is accepted. */
export function encodedHeader(algorithm: string, keyId: string): string {
  return encode(utf8(`{"alg":"${algorithm}","kid":${quote(keyId)},"typ":"at+jwt"}`));
}

/** A JSON string as the issuer writes it: `JSON.stringify` has lower case in its escapes. */
function quote(text: string): string {
  const escaped = text.replace(/["\\\u0000-\u001f]/g, (character) => {
    return SHORT_ESCAPES.get(character) ?? `\\u${hex(character.charCodeAt(0))}`;
  });
  return `"${escaped}"`;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
