const NONE = { alg: "none", typ: "at+jwt" };

/** @type {import("../attack.js").Attack} */
export const tamper = {
  title: "Tamper with an access token",
  intent: "Become an administrator by changing the payload; sign with no key, with another one, or with one that the token brings along.",
  expected: "Each is refused. A header is compared with those of the server's keys, never parsed: what it says is not obeyed.",
  async run(lab) {
    const { access } = await lab.signIn();
    const [header, payload, signature] = access.split(".");
    const claims = JSON.parse(decode(payload));
    const promoted = encode({ ...claims, role: "admin" });
    const own = await ownSignature(promoted);

    const attempts = {
      "Its role changed to admin": `${header}.${promoted}.${signature}`,
      "One character of its signature changed": `${header}.${payload}.${flipped(signature)}`,
      "No signature, alg: none": `${encode(NONE)}.${promoted}.`,
      "Signed by a key of ours, which the header brings along (jwk)": own,
      "Its life prolonged by a year": `${header}.${encode({ ...claims, exp: claims.exp + 31_536_000 })}.${signature}`,
    };
    for (const [sent, token] of Object.entries(attempts)) {
      const { status } = await lab.use(token, sent);
      lab.check(status === 401);
    }
    const { status } = await lab.use(access, "The token as it was");
    lab.check(status === 200);
  },
};

async function ownSignature(payload) {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign"]);
  const { crv, kty, x, y } = await crypto.subtle.exportKey("jwk", keys.publicKey);
  const content = `${encode({ alg: "ES256", typ: "at+jwt", jwk: { crv, kty, x, y } })}.${payload}`;
  const signature = await crypto.subtle.sign(algorithm, keys.privateKey, new TextEncoder().encode(content));
  return `${content}.${base64Url(String.fromCharCode(...new Uint8Array(signature)))}`;
}

/** Another character in the middle: the last one has bits that do not count. */
function flipped(text) {
  const middle = text.length >> 1;
  return text.slice(0, middle) + (text[middle] === "A" ? "B" : "A") + text.slice(middle + 1);
}

function encode(value) {
  return base64Url(JSON.stringify(value));
}

function base64Url(text) {
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(text) {
  return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
}
