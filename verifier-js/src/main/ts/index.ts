export { createVerifier } from './create-verifier.ts';
export {
  type AccessTokenCode,
  type Action,
  ConfigurationError,
  InvalidAccessTokenError,
  type RevocationCause,
  StepUpRequiredError,
} from './errors.ts';
export type { Fetch } from './http/bounded-fetch.ts';
export type { Algorithm } from './keys/algorithm.ts';
export type { JwkSet } from './keys/jwk-set.ts';
export type { Secret } from './keys/secret.ts';
export type { RevocationFeedOptions, VerifierOptions } from './options.ts';
export { FeedError, type FeedHeaders } from './revocations/feed.ts';
export type { Following } from './revocations/follower.ts';
export type { StalenessPolicy } from './revocations/health.ts';
export { ExactNumber, type JsonObject, type JsonValue } from './text/json-value.ts';
export type { AccessToken } from './token/access-token.ts';
export type { Binding } from './token/binding.ts';
export type { RevocationStatus, Verifier } from './verifier.ts';
