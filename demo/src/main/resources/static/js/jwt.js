/**
 * Reads a token's claims, without verifying it: only a server can rely on them.
 *
 * @param {string} token
 * @returns {Record<string, any>}
 */
export function claimsOf(token) {
  return decoded(token.split(".")[1]);
}

/**
 * Reads a token's header.
 *
 * @param {string} token
 * @returns {Record<string, any>}
 */
export function headerOf(token) {
  return decoded(token.split(".")[0]);
}

/**
 * An object as a part of a token.
 *
 * @param {object} part
 * @returns {string} Base64url without padding
 */
export function encoded(part) {
  return base64url(new TextEncoder().encode(JSON.stringify(part)));
}

/**
 * @param {ArrayBuffer | Uint8Array} bytes
 * @returns {string} without padding
 */
export function base64url(bytes) {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decoded(part) {
  const text = atob(part.replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (character) => character.charCodeAt(0))));
}
