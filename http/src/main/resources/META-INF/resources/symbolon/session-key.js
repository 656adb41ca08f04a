/**
 * The key by which this browser proves that its sessions are its own: one for all tabs, kept in IndexedDB. Scripts of this
 * origin can sign with it, and nobody can export it. Loaded by symbolon.js when it is needed.
 */

const DATABASE = "symbolon";
const STORE = "binding";
const KEY = "key";
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };
const TYPE = "symbolon-proof+jwt";

/**
 * A proof that shows the key, which is made if there is none: to bind a session.
 *
 * @param {string} challenge
 * @returns {Promise<string>} a compact JWS
 */
export async function registration(challenge) {
  const key = (await kept(KEY)) ?? (await newKey());
  // "crv", "kty", "x" and "y" are all that a key is known by.
  const { crv, kty, x, y } = await crypto.subtle.exportKey("jwk", key.publicKey);
  return sign(key, { alg: "ES256", typ: TYPE, jwk: { crv, kty, x, y } }, challenge);
}

/**
 * A proof for a refresh.
 *
 * @param {string} challenge
 * @returns {Promise<string | null>} a compact JWS; null if this browser has no key any more
 */
export async function proof(challenge) {
  const key = await kept(KEY);
  return key ? sign(key, { alg: "ES256", typ: TYPE }, challenge) : null;
}

/**
 * Keeps a challenge for whichever page of this origin is open when it is due.
 *
 * @param {string} name of the session
 * @param {{ challenge: string, due: number }} offer due in milliseconds since 1970
 */
export async function keepOffer(name, offer) {
  await inStore("readwrite", (store) => store.put(offer, name));
}

/**
 * @param {string} name of the session
 * @returns {Promise<{ challenge: string, due: number } | null>}
 */
export async function offer(name) {
  return kept(name);
}

/**
 * Takes an offer, so that of several tabs one follows it.
 *
 * @param {string} name of the session
 * @param {string} challenge of the offer
 * @returns {Promise<boolean>} false if it was taken, or a newer one has taken its place
 */
export async function takeOffer(name, challenge) {
  let isTaken = false;
  await inStore("readwrite", (store) => {
    const read = store.get(name);
    read.onsuccess = () => {
      if (read.result?.challenge === challenge) {
        isTaken = true;
        store.delete(name);
      }
    };
    return read;
  });
  return isTaken;
}

async function newKey() {
  const made = await crypto.subtle.generateKey(CURVE, false, ["sign"]);
  let key = made;
  await inStore("readwrite", (store) => {
    const read = store.get(KEY);
    read.onsuccess = () => {
      // Another tab may have been faster.
      if (read.result) {
        key = read.result;
      } else {
        store.put(made, KEY);
      }
    };
    return read;
  });
  return key;
}

async function sign(key, header, challenge) {
  const signed = `${encodedJson(header)}.${encodedJson({ jti: challenge })}`;
  const signature = await crypto.subtle.sign(SIGNATURE, key.privateKey, new TextEncoder().encode(signed));
  return `${signed}.${encoded(new Uint8Array(signature))}`;
}

function encodedJson(value) {
  return encoded(new TextEncoder().encode(JSON.stringify(value)));
}

function encoded(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

async function kept(name) {
  const read = await inStore("readonly", (store) => store.get(name));
  return read.result ?? null;
}

/** Runs one transaction to its end. */
async function inStore(mode, work) {
  const database = await opened();
  try {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    return request;
  } finally {
    // An open one would keep others from deleting it.
    database.close();
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
