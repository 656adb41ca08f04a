import { decode } from '../text/base64url.ts';
import { JsonError } from '../text/json-reader.ts';

/** The key that a token's session is bound to: claim `cnf` (RFC 7800). */
export interface Binding {
  /**
   * Whose key it is.
   *
   * `DBSC`: a browser's (Device Bound Session Credentials). Its access tokens are good in their cookie only: refuse one that
   * came in a header, because it was copied. `SOFTWARE`: a script's of a page; its access tokens are good anywhere. `DPOP`: a
   * program's or a mobile client's (RFC 9449). Its access tokens need a proof with each request, which this package does not
   * check: `verify` refuses them as `PROOF_REQUIRED`.
   */
  readonly kind: 'DBSC' | 'DPOP' | 'SOFTWARE';
  /** The key's thumbprint (RFC 7638), 43 characters of base64url. */
  readonly thumbprint: string;
}

const THUMBPRINT_BYTES = 32;

/** `jkt` means DPoP and nothing else (RFC 9449 section 6.1), so that the other kinds have members of their own. */
const KINDS: ReadonlyMap<string, Binding['kind']> = new Map([
  ['jkt', 'DPOP'],
  ['dbsc_jkt', 'DBSC'],
  ['software_jkt', 'SOFTWARE'],
]);

/**
 * The binding that a member of the claim means. One that is not known is refused: what it demands would not be asked for.
 *
 * @throws JsonError if it is none of ours
 */
export function bindingOf(member: string, thumbprint: string): Binding {
  const kind = KINDS.get(member);
  if (kind === undefined || decode(thumbprint)?.length !== THUMBPRINT_BYTES) {
    throw new JsonError();
  }
  return Object.freeze({ kind, thumbprint });
}
