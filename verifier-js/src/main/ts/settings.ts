import { ConfigurationError } from './errors.ts';
import type { VerifierOptions } from './options.ts';

const LONGEST_CLOCK_SKEW_MILLIS = 60 * 60_000;
const SHORTEST_LIMIT_MILLIS = 100;

/**
 * Checks what can be checked without reading a key.
 *
 * @throws ConfigurationError that names what is missing or out of its range
 */
export function checkOptions(options: VerifierOptions): void {
  requireText(options.issuer, 'issuer');
  const audiences = audienceOf(options);
  if (audiences.length === 0) {
    throw new ConfigurationError('audience is empty: it is the name of this service');
  }
  audiences.forEach((audience) => requireText(audience, 'audience'));
  if (options.jwks === undefined && (options.secrets ?? []).length === 0) {
    throw new ConfigurationError('jwks or secrets are needed');
  }
  if (options.revocations !== 'none' && typeof options.revocations?.url === 'undefined') {
    throw new ConfigurationError("revocations is needed: the feed's url, or 'none'");
  }
  requireRange(options.clockSkewMillis ?? 0, 0, LONGEST_CLOCK_SKEW_MILLIS, 'clockSkewMillis');
  requireRange(options.rememberedTokens ?? 0, 0, Number.MAX_SAFE_INTEGER, 'rememberedTokens');
  checkPeriods(options);
}

/** The audiences as a list. */
export function audienceOf(options: VerifierOptions): readonly string[] {
  return typeof options.audience === 'string' ? [options.audience] : [...(options.audience ?? [])];
}

function checkPeriods(options: VerifierOptions): void {
  const staleness = options.staleness ?? 'accept';
  if (staleness !== 'accept') {
    requireRange(staleness.rejectAfterMillis, SHORTEST_LIMIT_MILLIS, Number.MAX_SAFE_INTEGER, 'rejectAfterMillis');
  }
  const following = options.revocations === 'none' ? undefined : options.revocations.following;
  if (following !== undefined && following !== 'background') {
    requireRange(following.pollEveryMillis, 0, Number.MAX_SAFE_INTEGER, 'pollEveryMillis');
  }
}

function requireText(text: unknown, name: string): void {
  if (typeof text !== 'string' || text === '') {
    throw new ConfigurationError(`${name} is needed, as a text`);
  }
}

function requireRange(value: number, least: number, most: number, name: string): void {
  if (!(typeof value === 'number' && value >= least && value <= most)) {
    throw new ConfigurationError(`${name} is ${String(value)}: from ${least} to ${most} is allowed`);
  }
}
