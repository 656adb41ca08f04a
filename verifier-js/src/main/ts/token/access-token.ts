import { StepUpRequiredError } from '../errors.ts';
import type { JsonObject } from '../text/json-value.ts';
import type { Binding } from './binding.ts';
import type { Payload } from './payload.ts';

/**
 * What a verified access token says. Only a verifier makes one. Immutable.
 */
export interface AccessToken {
  /** The issuer: claim `iss`. The one that the verifier accepts. */
  readonly issuer: string;
  /** The audience: claim `aud`, one or more services in the token's order. */
  readonly audience: readonly string[];
  /** The client from which the session was started: claim `client_id` (RFC 9068 section 2.2). */
  readonly clientId: string;
  /** The user that signed in: claim `sub`. */
  readonly subject: string;
  /** The session: claim `sid`, 22 characters of base64url. */
  readonly sessionId: string;
  /** The token's own id: claim `jti`. */
  readonly tokenId: string;
  /** The storage's logical time in milliseconds from which the session's access tokens count: claim `ver`. */
  readonly version: bigint;
  /** When the token was issued: claim `iat`, whole seconds. */
  readonly issuedAt: Date;
  /** When the token expires: claim `exp`, whole seconds. */
  readonly expiresAt: Date;
  /** When the user last authenticated; undefined if no factor is known. */
  readonly authenticatedAt: Date | undefined;
  /** How and when the user authenticated: instants by the factor's name (RFC 8176); empty if none is known. */
  readonly factors: ReadonlyMap<string, Date>;
  /** What the user may do, exactly as the application said at sign-in: claim `authorities`. */
  readonly authorities: readonly string[];
  /**
   * The key that the session is bound to: claim `cnf`; undefined if it is bound to none. A token of the kind `DBSC` is good in
   * its cookie only; none of the kind `DPOP` is ever verified.
   */
  readonly binding: Binding | undefined;
  /** The application's own claims, by name. */
  readonly claims: JsonObject;
  /**
   * Demands that the user has proved a factor, not too long ago by the verifier's clock.
   *
   * @param name the factor's name, such as `otp`
   * @param maxAgeSeconds how long ago it may have been proved; zero or more
   * @returns this token
   * @throws StepUpRequiredError if the user never proved the factor in this session, or too long ago
   */
  requireFactor(name: string, maxAgeSeconds: number): AccessToken;
}

/** The token of a payload whose signature was verified. */
export function accessTokenOf(payload: Payload, now: () => number): AccessToken {
  const { notBefore, factors, issuedAt, expiresAt, ...rest } = payload;
  return Object.freeze({
    ...rest,
    // A date can be changed: each reader gets one of his own.
    get issuedAt(): Date {
      return instant(issuedAt);
    },
    get expiresAt(): Date {
      return instant(expiresAt);
    },
    get authenticatedAt(): Date | undefined {
      return factors.size === 0 ? undefined : instant(Math.max(...factors.values()));
    },
    get factors(): ReadonlyMap<string, Date> {
      return new Map([...factors].map(([name, provedAt]) => [name, instant(provedAt)]));
    },
    requireFactor(name: string, maxAgeSeconds: number): AccessToken {
      if (!(maxAgeSeconds >= 0)) {
        throw new RangeError(`maxAgeSeconds is ${maxAgeSeconds}: zero or more is needed`);
      }
      const provedAt = factors.get(name);
      if (provedAt === undefined) {
        throw new StepUpRequiredError('FACTOR_MISSING', name, maxAgeSeconds);
      }
      if (now() - provedAt * 1000 > maxAgeSeconds * 1000) {
        throw new StepUpRequiredError('FACTOR_TOO_OLD', name, maxAgeSeconds);
      }
      return this;
    },
  });
}

function instant(seconds: number): Date {
  return new Date(seconds * 1000);
}
