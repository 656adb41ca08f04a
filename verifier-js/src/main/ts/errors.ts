/** What the client should do next. */
export type Action =
  /** Exchange the refresh token, then try again. */
  | 'REFRESH'
  /** Ask the person to sign in: this client cannot go on with the session. */
  | 'SIGN_IN'
  /** Try the same again, a little later: nothing was lost. */
  | 'RETRY'
  /** Ask the person to authenticate again, in the session that goes on (RFC 9470). */
  | 'STEP_UP'
  /** Nothing that helps. */
  | 'NONE';

/** Why an access token is refused. The same words as in Symbolon's Java verifier. */
export type AccessTokenCode =
  /** It does not have the form of an access token of Symbolon, or is longer than 8,192 characters. */
  | 'MALFORMED'
  /** No configured key signed it. */
  | 'BAD_SIGNATURE'
  /** Its time is over. */
  | 'EXPIRED'
  /** Its time has not come: claim `nbf`. */
  | 'NOT_YET_VALID'
  /** Another issuer made it. */
  | 'WRONG_ISSUER'
  /** It is for another audience. */
  | 'WRONG_AUDIENCE'
  /** Its session was ended. */
  | 'REVOKED'
  /** The session goes on, but this token was expired early, so that the client gets new claims. */
  | 'OUTDATED'
  /** It is bound to a key by DPoP (RFC 9449), and needs a fresh proof of it, which this verifier does not take. */
  | 'PROOF_REQUIRED'
  /** This verifier cannot tell whether the token was revoked, or has no keys yet. */
  | 'STALE_NODE';

/** Why a session was ended. `UNKNOWN`: only a newer version of Symbolon knows the cause. */
export type RevocationCause =
  | 'SIGNED_OUT'
  | 'SIGNED_OUT_FROM_ANOTHER_SESSION'
  | 'CREDENTIALS_CHANGED'
  | 'NOT_RECOGNIZED'
  | 'REPLACED_BY_NEWER_SIGN_IN'
  | 'REUSE_DETECTED'
  | 'ADMINISTRATOR'
  | 'UNKNOWN';

const MESSAGES: Readonly<Record<AccessTokenCode, string>> = {
  MALFORMED: 'The access token is malformed.',
  BAD_SIGNATURE: 'The access token was signed by none of the configured keys.',
  EXPIRED: 'The access token has expired.',
  NOT_YET_VALID: 'The access token is not valid yet.',
  WRONG_ISSUER: 'The access token is from another issuer.',
  WRONG_AUDIENCE: 'The access token is for another audience.',
  REVOKED: 'The session of the access token was ended.',
  OUTDATED: 'The access token was replaced: its session has newer claims.',
  PROOF_REQUIRED: 'The access token is good only with a fresh proof of the key that it is bound to.',
  STALE_NODE: 'This verifier cannot tell whether the access token was revoked',
};

/**
 * An access token was refused. Only `REVOKED` means that the session is over. For all others but `STALE_NODE` and
 * `PROOF_REQUIRED` the client should refresh and try again. No message holds the token, a key or a claim's value.
 */
export class InvalidAccessTokenError extends Error {
  /** Why; stable, for programs. */
  readonly code: AccessTokenCode;
  /** What the client should do next. */
  readonly action: Action;
  /** Whether the session is over: what the client holds of it is of no more use. */
  readonly endsSession: boolean;
  /** Why the session was ended; only with `REVOKED`, and only if it is known. */
  readonly revocationCause: RevocationCause | undefined;

  /**
   * @param code why
   * @param hint one more sentence for who reads the log, without the token's content
   * @param revocationCause why the session was ended
   */
  constructor(code: AccessTokenCode, hint?: string, revocationCause?: RevocationCause) {
    super(code === 'STALE_NODE' ? `${MESSAGES[code]}: ${hint ?? 'it has not caught up'}.` : withHint(code, hint));
    this.name = 'InvalidAccessTokenError';
    this.code = code;
    this.action = actionOn(code);
    this.endsSession = code === 'REVOKED';
    this.revocationCause = revocationCause;
  }
}

/** The user has not proved a factor, or too long ago: see {@link AccessToken.requireFactor}. */
export class StepUpRequiredError extends Error {
  readonly code: 'FACTOR_MISSING' | 'FACTOR_TOO_OLD';
  readonly action: Action = 'STEP_UP';
  readonly endsSession = false;
  /** The factor's name. */
  readonly factor: string;
  /** How long ago it may have been proved, in seconds. */
  readonly maxAgeSeconds: number;

  constructor(code: 'FACTOR_MISSING' | 'FACTOR_TOO_OLD', factor: string, maxAgeSeconds: number) {
    super(`The factor ${factor} is needed, proved within the last ${maxAgeSeconds} seconds.`);
    this.name = 'StepUpRequiredError';
    this.code = code;
    this.factor = factor;
    this.maxAgeSeconds = maxAgeSeconds;
  }
}

/** The verifier was configured with something that cannot be used. The message says what, and shows no secret. */
export class ConfigurationError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ConfigurationError';
  }
}

function actionOn(code: AccessTokenCode): Action {
  switch (code) {
    case 'REVOKED':
      return 'SIGN_IN';
    case 'STALE_NODE':
    case 'PROOF_REQUIRED':
      return 'RETRY';
    default:
      return 'REFRESH';
  }
}

function withHint(code: AccessTokenCode, hint: string | undefined): string {
  return hint === undefined ? MESSAGES[code] : `${MESSAGES[code]} ${hint}`;
}
