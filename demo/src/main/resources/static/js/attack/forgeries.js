import { base64url, claimsOf, encoded, headerOf } from "../jwt.js";

const TEN_YEARS_SECONDS = 315_360_000;
const ECDSA = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const HMAC = { name: "HMAC", hash: "SHA-256" };

/**
 * @typedef {object} Forgery
 * @property {string} name
 * @property {string} token
 * @property {string} change what is in it that the server did not write, in short
 */

/**
 * What can be made of a good access token by who has no key of the server.
 *
 * @param {string} token
 * @param {string} jwks the server's public keys, as it publishes them
 * @returns {Promise<Forgery[]>}
 */
export async function forgeriesOf(token, jwks) {
  const header = headerOf(token);
  const claims = claimsOf(token);
  const [headerPart, payloadPart, signature] = token.split(".");
  const other = otherRole(claims.role);
  const forgedRole = encoded({ ...claims, role: other });
  const own = await crypto.subtle.generateKey(ECDSA, true, ["sign", "verify"]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", own.publicKey);
  const ownJwk = { kty, crv, x, y };
  const forged = [
    { name: `The claim role changed to ${other}`, token: `${headerPart}.${forgedRole}.${signature}` },
    {
      name: "One character of the signature changed",
      token: `${headerPart}.${payloadPart}.${withOneChange(signature)}`,
    },
    { name: "No signature, and the header says alg none", token: `${encoded({ ...header, alg: "none" })}.${forgedRole}.` },
    {
      name: "Signed with an own key that the header brings along (jwk)",
      token: await signed({ alg: "ES256", typ: header.typ, jwk: ownJwk }, forgedRole, ECDSA, own.privateKey),
    },
    {
      name: "Signed with an own key under the name of the server's (kid)",
      token: await signed(header, forgedRole, ECDSA, own.privateKey),
    },
    {
      name: "The server's public key used as a secret (alg HS256)",
      token: await signed({ ...header, alg: "HS256" }, forgedRole, HMAC, await hmacKey(jwks)),
    },
    {
      name: "Ten more years to live, signature kept",
      token: `${headerPart}.${encoded({ ...claims, exp: claims.exp + TEN_YEARS_SECONDS })}.${signature}`,
    },
    {
      name: "From another issuer, signed with an own key",
      token: await signed(header, encoded({ ...claims, iss: "https://attacker.example" }), ECDSA, own.privateKey),
    },
  ];
  return forged.map((forgery) => ({ ...forgery, change: changeOf(token, forgery.token) }));
}

/** Another role than the token's, so that the forgery is one: ada may be an administrator already. */
function otherRole(role) {
  return role === "admin" ? "owner" : "admin";
}

/** What the forgery says that the server did not. One that says nothing else would be the server's own token. */
function changeOf(token, forged) {
  if (forged === token) {
    throw new Error("a forgery is the real token: there is nothing to refuse");
  }
  const before = { ...headerOf(token), ...claimsOf(token) };
  const after = { ...headerOf(forged), ...claimsOf(forged) };
  const fields = Object.keys(after)
    .filter((field) => after[field] !== before[field])
    .map(
      (field) =>
        `${field}: ${field in before ? `${JSON.stringify(before[field])} became ` : "added, "}${JSON.stringify(after[field])}`,
    )
    .join("\n");
  return fields || "signature: one character of it";
}

/** In its middle: the last character of Base64url has bits that mean nothing. */
function withOneChange(signature) {
  const middle = signature.length / 2;
  const other = signature[middle] === "A" ? "B" : "A";
  return signature.slice(0, middle) + other + signature.slice(middle + 1);
}

async function signed(header, payloadPart, algorithm, key) {
  const input = `${encoded(header)}.${payloadPart}`;
  const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(input));
  return `${input}.${base64url(signature)}`;
}

function hmacKey(text) {
  return crypto.subtle.importKey("raw", new TextEncoder().encode(text), HMAC, false, ["sign"]);
}
