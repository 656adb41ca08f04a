import { encode } from '../../main/ts/text/base64url.ts';
import { encode as utf8 } from '../../main/ts/text/utf8.ts';
import { encodedHeader } from '../../main/ts/keys/key-header.ts';

export const ISSUER = 'https://login.example.com';
export const AUDIENCE = 'https://api.example.com';
export const SESSION = 'AZq6Zk8AA5v1m2Wd0kq9Xw';

/** Of a key that sessions are bound to. */
export const THUMBPRINT = '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I';

/** When everything happens. */
export const NOW = Date.UTC(2026, 2, 4, 5, 6, 7);

/** Issues tokens with a key on the curve P-256. */
export class TestIssuer {
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly #keyId: string;
  readonly #privateKey: CryptoKey;

  private constructor(keyId: string, privateKey: CryptoKey, jwk: Readonly<Record<string, unknown>>) {
    this.#keyId = keyId;
    this.#privateKey = privateKey;
    this.jwk = jwk;
  }

  static async of(keyId: string): Promise<TestIssuer> {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    return new TestIssuer(keyId, pair.privateKey, { kty, crv, x, y, use: 'sig', alg: 'ES256', kid: keyId });
  }

  async token(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const payload = {
      iss: ISSUER,
      aud: AUDIENCE,
      client_id: 'web',
      sub: 'user-1',
      exp: NOW / 1000 + 900,
      iat: NOW / 1000,
      jti: 'b1wBq2xQ0kS5mP9y',
      sid: SESSION,
      ver: NOW,
      ...claims,
    };
    const text = `${encodedHeader('ES256', this.#keyId)}.${encode(utf8(JSON.stringify(payload)))}`;
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = await crypto.subtle.sign(algorithm, this.#privateKey, utf8(text));
    return `${text}.${encode(new Uint8Array(signature))}`;
  }
}

/** What a verifier says of a token: `ACCEPTED` or the error's code. */
export async function verdict(verifying: Promise<unknown>): Promise<string> {
  try {
    await verifying;
    return 'ACCEPTED';
  } catch (refused) {
    if (refused instanceof Error && 'code' in refused) {
      return String(refused.code);
    }
    throw refused;
  }
}
