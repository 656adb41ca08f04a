import { decode } from '../../main/ts/text/base64url.ts';
import {
  createVerifier,
  ExactNumber,
  InvalidAccessTokenError,
  type AccessToken,
  type JsonValue,
  type Verifier,
} from '../../main/ts/index.ts';
import type { Content, Settings, Typed, Vector } from './vector-file.ts';

/** A day: in these tests nothing is forgotten. */
const RETENTION_MILLIS = 24 * 60 * 60_000;
const NEVER_AGAIN_MILLIS = 365 * 24 * 60 * 60_000;

/** Judges vectors as a verifier with their settings does. */
export class Judge {
  readonly #verifier: Verifier;
  #now: number;

  private constructor(settings: Settings) {
    this.#now = settings.startedAt;
    this.#verifier = createVerifier({
      issuer: settings.issuer,
      audience: settings.audience,
      jwks: settings.jwks,
      secrets: settings.secrets.map(({ algorithm, secret }) => ({ algorithm, secret: decode(secret) ?? new Uint8Array() })),
      revocations:
        settings.log === undefined
          ? 'none'
          : {
              url: 'https://login.example.com/session/revocations',
              bearer: 'caller',
              following: { pollEveryMillis: NEVER_AGAIN_MILLIS },
            },
      staleness: settings.rejectAfterMillis === undefined ? 'accept' : { rejectAfterMillis: settings.rejectAfterMillis },
      clockSkewMillis: settings.skewMillis,
      clock: () => this.#now,
      fetch: async (address) => new Response(page(address, settings)),
    });
  }

  /** A judge that has caught up. */
  static async of(settings: Settings): Promise<Judge> {
    const judge = new Judge(settings);
    await judge.#verifier.ready();
    return judge;
  }

  /** The vector with what came of it here. */
  async judge(vector: Vector): Promise<Vector> {
    const { name, settings, now, token } = vector;
    this.#now = now;
    try {
      const accepted = await this.#verifier.verify(token);
      return { name, settings, now, token, verdict: 'ACCEPTED', content: contentOf(accepted) };
    } catch (refused) {
      if (!(refused instanceof InvalidAccessTokenError)) {
        throw refused;
      }
      const cause = refused.revocationCause === undefined ? {} : { cause: refused.revocationCause };
      return { name, settings, now, token, verdict: refused.code, ...cause };
    }
  }

  close(): void {
    this.#verifier.close();
  }
}

/** The vector as it is compared: numbers that this side rounds are rounded on the other side too. */
export function comparable(vector: Vector): Vector {
  const { content } = vector;
  return content === undefined ? vector : { ...vector, content: { ...content, claims: rounded(content.claims) } };
}

/** The log goes in as it is: a number must not be read and written here. */
function page(address: URL, settings: Settings): string {
  const members = {
    cursor: 'end',
    restarted: false,
    at_end: true,
    now: settings.startedAt,
    contact_age: 0,
    nonce: address.searchParams.get('nonce'),
    retention: RETENTION_MILLIS,
    clock_margin: 300_000,
  };
  return `${JSON.stringify(members).slice(0, -1)},"entries":${settings.log}}`;
}

function contentOf(token: AccessToken): Content {
  const { authenticatedAt, binding } = token;
  return {
    issuer: token.issuer,
    audience: [...token.audience],
    clientId: token.clientId,
    subject: token.subject,
    sessionId: token.sessionId,
    tokenId: token.tokenId,
    version: String(token.version),
    issuedAt: token.issuedAt.getTime(),
    expiresAt: token.expiresAt.getTime(),
    ...(authenticatedAt === undefined ? {} : { authenticatedAt: authenticatedAt.getTime() }),
    factors: [...token.factors].map(([name, at]) => [name, at.getTime()] as const).sort(byName),
    authorities: [...token.authorities],
    ...(binding === undefined ? {} : { binding: `${binding.kind} ${binding.thumbprint}` }),
    claims: typed(token.claims),
  };
}

function typed(value: JsonValue): Typed {
  if (value === null || typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'string') {
    return `s:${value}`;
  }
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof ExactNumber) {
    return `n:${value}`;
  }
  if (isArray(value)) {
    return value.map(typed);
  }
  return { object: Object.entries(value).map(([name, member]) => [name, typed(member)] as const).sort(byName) };
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function rounded(value: Typed): Typed {
  if (value === null || typeof value === 'boolean') {
    return value;
  }
  if (typeof value === 'string') {
    return value.startsWith('n:') ? `n:${roundedNumber(value.slice(2))}` : value;
  }
  if ('object' in value) {
    return { object: value.object.map(([name, member]) => [name, rounded(member)] as const) };
  }
  return value.map(rounded);
}

/** Written whole, a number is exact; else it is the nearest that this side has, if it has one. */
function roundedNumber(text: string): string {
  const number = Number(text);
  if (/^-?[0-9]+$/.test(text)) {
    return text;
  }
  const isLost = !Number.isFinite(number) || (number === 0 && /[1-9]/.test(text.replace(/[eE].*/, '')));
  return isLost ? digitsAndExponent(text) : String(number + 0);
}

function digitsAndExponent(text: string): string {
  const [digits = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return `${(whole + fraction).replace(/^(-?)0+/, '$1')}e${Number(exponent) - fraction.length}`;
}

function byName(one: readonly [string, unknown], other: readonly [string, unknown]): number {
  return one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0;
}
