/** The file of vectors, as the Java tests write and read it. Times are in milliseconds since 1970. */
export interface VectorFile {
  readonly settings: Readonly<Record<string, Settings>>;
  readonly vectors: readonly Vector[];
}

/** What a verifier is made of. */
export interface Settings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: string;
  readonly secrets: readonly { readonly algorithm: 'HS256' | 'HS384' | 'HS512'; readonly secret: string }[];
  readonly skewMillis: number;
  /** Absent for the policy that accepts. */
  readonly rejectAfterMillis?: number;
  /** When the verifier reads the log. */
  readonly startedAt: number;
  /** The text of an array of entries in the feed's format; absent for a verifier without revocations. */
  readonly log?: string;
}

/** One token, when it is judged, and what has to come of it. */
export interface Vector {
  readonly name: string;
  readonly settings: string;
  readonly now: number;
  readonly token: string;
  /** A code, or `ACCEPTED`. */
  readonly verdict: string;
  /** With `REVOKED`. */
  readonly cause?: string;
  /** With `ACCEPTED`. */
  readonly content?: Content;
}

/** What an accepted token says. Values are written with their types, numbers as texts. */
export interface Content {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly clientId: string;
  readonly subject: string;
  readonly sessionId: string;
  readonly tokenId: string;
  readonly version: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly authenticatedAt?: number;
  readonly factors: readonly (readonly [string, number])[];
  readonly authorities: readonly string[];
  /** Its kind, a space and the thumbprint; absent for a session that is bound to no key. */
  readonly binding?: string;
  readonly claims: Typed;
}

/** A JSON value that says its type: `s:` and a text, `n:` and a number's digits, an object as pairs sorted by name. */
export type Typed = null | boolean | string | readonly Typed[] | { readonly object: readonly (readonly [string, Typed])[] };
