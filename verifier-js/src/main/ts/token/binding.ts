import type { JsonObject, JsonValue } from '../text/json-value.ts';

/**
 * The key that a session is bound to: claim `cnf` (RFC 7800). A token that is bound by DPoP (RFC 9449) is not to be accepted
 * under the scheme `Bearer`, and needs a proof with each request: this package does not check proofs.
 */
export type Binding =
  | {
      readonly kind: 'DPOP';
      /** The key's thumbprint: member `jkt`. */
      readonly thumbprint: string;
    }
  /** Bound in a way that this package does not know. */
  | { readonly kind: 'OTHER' };

/** The binding of a token with some claims; undefined if it is not bound. */
export function bindingOf(claims: JsonObject): Binding | undefined {
  const confirmation = claims['cnf'];
  if (confirmation === undefined) {
    return undefined;
  }
  const thumbprint = member(confirmation, 'jkt');
  return Object.freeze(typeof thumbprint === 'string' ? { kind: 'DPOP', thumbprint } : { kind: 'OTHER' });
}

function member(value: JsonValue, name: string): JsonValue | undefined {
  const isObject = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
  return isObject ? (value as JsonObject)[name] : undefined;
}
