import type { Clock } from './clock.ts';
import { InvalidAccessTokenError } from './errors.ts';
import type { VerificationKeys } from './keys/verification-keys.ts';
import type { RevocationFollower } from './revocations/follower.ts';
import type { Verdict } from './revocations/view.ts';
import { type AccessToken, accessTokenOf } from './token/access-token.ts';
import { type Accepted, parseAccessToken } from './token/access-token-parser.ts';
import type { Payload } from './token/payload.ts';
import { VerifiedTokens } from './token/verified-tokens.ts';
import type { VerificationKey } from './keys/verification-key.ts';

/** The state of a verifier's copy of the revocation log. */
export interface RevocationStatus {
  /** How many sessions and subjects something is known of. */
  readonly entries: number;
  /** How long ago the last contact with the log was; infinite before the first. */
  readonly lagMillis: number;
  /** When that was, by this machine's clock; undefined before the first. */
  readonly lastContact: Date | undefined;
}

/** Verifies access tokens. Made by `createVerifier`. */
export interface Verifier {
  /**
   * Verifies an access token: signature, issuer, audience, times, and that it was not revoked. A token that is bound by
   * DPoP is always refused, as `PROOF_REQUIRED`: this package takes no proofs.
   *
   * @param accessToken the token's text, without a prefix such as `Bearer`
   * @returns what the token says
   * @throws InvalidAccessTokenError if the token is not good
   * @throws ConfigurationError if a configured key cannot be used
   */
  verify(accessToken: string): Promise<AccessToken>;
  /**
   * Settles when there are keys and the revocation log was read to its end. Need not be called: the first `verify` waits
   * for the same. Call it at the start to fail early.
   *
   * @throws ConfigurationError, FeedError, or what kept the keys from being fetched
   */
  ready(): Promise<void>;
  /** Reads the feed to its end now, such as from a timer of the runtime. Without a feed it does nothing. */
  poll(): Promise<void>;
  /** The state of the copy of the revocation log; undefined without a feed. */
  revocationStatus(): RevocationStatus | undefined;
  /** Stops following the feed. Afterwards `verify` fails. */
  close(): void;
}

/** What does not change with time about a token. */
interface Verified {
  readonly key: VerificationKey;
  readonly payload: Payload;
  readonly token: AccessToken;
  /** As the feed tells it. */
  readonly subject: string;
}

/** The parts of a verifier. */
export interface VerifierParts {
  readonly keys: VerificationKeys;
  readonly accepted: Accepted;
  readonly revocations: RevocationFollower | undefined;
  readonly clock: Clock;
  readonly clockSkewMillis: number;
  readonly rememberedTokens: number;
}

/** Judges time and revocation on every call, for a token that was seen before too. */
export class AccessTokenVerifier implements Verifier {
  readonly #parts: VerifierParts;
  readonly #remembered: VerifiedTokens<Verified>;
  #isClosed = false;

  constructor(parts: VerifierParts) {
    this.#parts = parts;
    this.#remembered = new VerifiedTokens(parts.rememberedTokens);
  }

  async verify(accessToken: string): Promise<AccessToken> {
    this.#requireOpen();
    if (typeof accessToken !== 'string') {
      throw new TypeError('accessToken is not a string');
    }
    const verified = await this.#read(accessToken);
    await this.#parts.revocations?.keepUp();
    return this.#judge(verified);
  }

  async ready(): Promise<void> {
    this.#requireOpen();
    await this.#parts.keys.ready();
    await this.#parts.revocations?.ready();
  }

  async poll(): Promise<void> {
    this.#requireOpen();
    await this.#parts.revocations?.poll();
  }

  revocationStatus(): RevocationStatus | undefined {
    const { revocations } = this.#parts;
    if (revocations === undefined) {
      return undefined;
    }
    const contact = revocations.health.lastContact();
    return {
      entries: revocations.size,
      lagMillis: revocations.health.lagMillis(),
      lastContact: contact === undefined ? undefined : new Date(contact.wall),
    };
  }

  close(): void {
    this.#isClosed = true;
    this.#parts.revocations?.close();
    this.#parts.keys.close();
  }

  async #read(text: string): Promise<Verified> {
    const known = this.#remembered.find(text);
    // Its key may have been withdrawn since.
    if (known !== undefined && this.#parts.keys.has(known.key)) {
      return known;
    }
    const { keys, accepted, clock, revocations } = this.#parts;
    const { key, payload } = await parseAccessToken(text, keys, accepted);
    const subject = revocations === undefined ? payload.subject : await revocations.subjectOf(payload.subject);
    const verified = { key, payload, token: accessTokenOf(payload, () => clock.now().wall), subject };
    this.#remembered.add(text, verified);
    return verified;
  }

  /** In this order: what ends a session is told first, then what only this machine lacks; a proof helps a good token only. */
  #judge({ payload, token, subject }: Verified): AccessToken {
    const now = this.#parts.clock.now().wall;
    const skew = this.#parts.clockSkewMillis;
    const verdict = this.#verdict(payload, subject);
    if (verdict.is === 'REVOKED') {
      throw new InvalidAccessTokenError('REVOKED', undefined, verdict.cause);
    }
    if (now - skew >= payload.expiresAt * 1000) {
      throw new InvalidAccessTokenError('EXPIRED');
    }
    if (now + skew < payload.notBefore * 1000) {
      throw new InvalidAccessTokenError('NOT_YET_VALID');
    }
    if (verdict.is === 'OUTDATED') {
      throw new InvalidAccessTokenError('OUTDATED');
    }
    const stale = this.#parts.revocations?.health.stale();
    if (stale !== undefined) {
      throw new InvalidAccessTokenError('STALE_NODE', stale);
    }
    if (token.binding?.kind === 'DPOP') {
      throw new InvalidAccessTokenError('PROOF_REQUIRED');
    }
    return token;
  }

  #verdict(payload: Payload, subject: string): Verdict {
    return this.#parts.revocations?.check(payload.sessionId, subject, payload.version) ?? { is: 'CURRENT' };
  }

  #requireOpen(): void {
    if (this.#isClosed) {
      throw new Error('The verifier is closed.');
    }
  }
}
