/** A signature or MAC algorithm for access tokens, by its name in a JOSE header (RFC 7518 section 3.1, RFC 8037). */
export type Algorithm =
  | 'HS256'
  | 'HS384'
  | 'HS512'
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'EdDSA';

/** The parameters that WebCrypto takes to import a key and to verify with it, in the form that this package needs. */
export interface AlgorithmParameters {
  readonly keyType: 'oct' | 'RSA' | 'EC' | 'OKP';
  readonly importing: ImportParameters;
  readonly verifying: { readonly name: string; readonly hash?: string; readonly saltLength?: number };
  /** A secret's least length; an EC number's length; Ed25519's key length. In bytes. */
  readonly bytes: number;
  /** The curve's name in a JWK. */
  readonly curve?: string;
}

interface ImportParameters {
  readonly name: string;
  readonly hash: string;
  readonly namedCurve: string;
}

const ALGORITHMS: ReadonlyMap<string, AlgorithmParameters> = new Map<Algorithm, AlgorithmParameters>([
  ['HS256', hmac(256)],
  ['HS384', hmac(384)],
  ['HS512', hmac(512)],
  ['RS256', rsa('RSASSA-PKCS1-v1_5', 256)],
  ['RS384', rsa('RSASSA-PKCS1-v1_5', 384)],
  ['RS512', rsa('RSASSA-PKCS1-v1_5', 512)],
  ['PS256', rsa('RSA-PSS', 256)],
  ['PS384', rsa('RSA-PSS', 384)],
  ['PS512', rsa('RSA-PSS', 512)],
  ['ES256', ecdsa('P-256', 256, 32)],
  ['ES384', ecdsa('P-384', 384, 48)],
  ['ES512', ecdsa('P-521', 512, 66)],
  ['EdDSA', ed25519()],
]);

/** The names of all algorithms. */
export function algorithms(): readonly string[] {
  return [...ALGORITHMS.keys()];
}

/** The parameters of an algorithm; undefined if it is none of ours. */
export function parametersOf(name: string): AlgorithmParameters | undefined {
  return ALGORITHMS.get(name);
}

function hmac(bits: number): AlgorithmParameters {
  return { keyType: 'oct', importing: importing('HMAC', bits), verifying: { name: 'HMAC' }, bytes: bits / 8 };
}

function rsa(name: string, bits: number): AlgorithmParameters {
  // The salt is as long as the hash: RFC 7518 section 3.5.
  return { keyType: 'RSA', importing: importing(name, bits), verifying: { name, saltLength: bits / 8 }, bytes: 0 };
}

function ecdsa(curve: string, bits: number, bytes: number): AlgorithmParameters {
  return {
    keyType: 'EC',
    importing: { ...importing('ECDSA', bits), namedCurve: curve },
    verifying: { name: 'ECDSA', hash: `SHA-${bits}` },
    bytes,
    curve,
  };
}

function ed25519(): AlgorithmParameters {
  return {
    keyType: 'OKP',
    importing: importing('Ed25519', 512),
    verifying: { name: 'Ed25519' },
    bytes: 32,
    curve: 'Ed25519',
  };
}

function importing(name: string, bits: number): ImportParameters {
  return { name, hash: `SHA-${bits}`, namedCurve: '' };
}
