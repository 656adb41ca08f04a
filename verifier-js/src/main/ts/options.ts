import type { Fetch } from './http/bounded-fetch.ts';
import type { JwkSet } from './keys/jwk-set.ts';
import type { Secret } from './keys/secret.ts';
import type { FeedHeaders } from './revocations/feed.ts';
import type { Following } from './revocations/follower.ts';
import type { StalenessPolicy } from './revocations/health.ts';

/** The revocation feed of a Symbolon server. */
export interface RevocationFeedOptions {
  /** Its address, such as `https://login.example.com/session/revocations`: https, or http of localhost. */
  readonly url: string | URL;
  /** What proves who asks: a bearer secret, or headers that are asked for before each request. */
  readonly bearer?: string | undefined;
  readonly headers?: FeedHeaders | undefined;
  /** The feed key, at least 32 bytes, for callers that are shown no clear subjects. */
  readonly feedKey?: Uint8Array | undefined;
  /** By default `background`. */
  readonly following?: Following | undefined;
}

/** What a verifier is made of. */
export interface VerifierOptions {
  /** The only issuer that is accepted: claim `iss`. */
  readonly issuer: string;
  /** This service's own name: it has to be among a token's audience, claim `aud`. Of several, one has to. */
  readonly audience: string | readonly string[];
  /** A JWK set, its text, or its address (https, or http of localhost), which is fetched and followed. */
  readonly jwks?: JwkSet | string | URL | undefined;
  /** Secrets, for issuers that sign with one. Either this or `jwks` is needed; both may be given. */
  readonly secrets?: readonly Secret[] | undefined;
  /** The revocation feed; `none` accepts the tokens of ended sessions until they expire. */
  readonly revocations: RevocationFeedOptions | 'none';
  /** What to do while the feed does not answer. By default `accept`. */
  readonly staleness?: StalenessPolicy | undefined;
  /** For how long a token is accepted after it expired, and before it becomes valid: 0 (default) to 3,600,000. */
  readonly clockSkewMillis?: number | undefined;
  /** How many verified tokens are remembered, so that their signature is checked once. By default 1,000; 0 for none. */
  readonly rememberedTokens?: number | undefined;
  /** This machine's clock, in milliseconds since 1970. By default `Date.now`. */
  readonly clock?: (() => number) | undefined;
  /** How requests are sent. By default the global `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Hears when the keys or the feed cannot be read: once, until they can be again. Must not throw. */
  readonly onFailure?: ((failure: unknown) => void) | undefined;
}
