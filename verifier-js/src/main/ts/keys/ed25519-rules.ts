import { ConfigurationError } from '../errors.ts';
import { mod, modPow, toNumber } from './numbers.ts';

/** The prime of Ed25519's field and its curve's d: RFC 8032 section 5.1. */
const P = 2n ** 255n - 19n;
const D = mod(-121_665n * modPow(121_666n, P - 2n, P), P);

/** One y of the points of order 8; the other one is its negative. */
const ORDER_8 = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
const LOW_ORDER: ReadonlySet<bigint> = new Set([0n, 1n, P - 1n, ORDER_8, P - ORDER_8]);

/**
 * Checks that a public key is a point of Ed25519, and none of low order, that verifies forgeries: importing does not look.
 *
 * @param key y in little endian, and the lowest bit of x in the highest of the last byte (RFC 8032 section 5.1.2)
 * @throws ConfigurationError that says what is wrong
 */
export function checkEd25519(key: Uint8Array): void {
  const y = toNumber(key.slice().reverse()) & (2n ** 255n - 1n);
  if (y >= P || !isOnCurve(y)) {
    throw new ConfigurationError('the public key is not a point of its curve');
  }
  if (LOW_ORDER.has(y)) {
    throw new ConfigurationError(
      'the public key is a point of low order: anybody can make signatures that it verifies',
    );
  }
}

/** Whether there is an x: x² = (y² - 1) / (dy² + 1) has to be a square. */
function isOnCurve(y: bigint): boolean {
  const square = (y * y) % P;
  const symbol = modPow(mod(square - 1n, P) * (D * square + 1n), (P - 1n) / 2n, P);
  return symbol === 0n || symbol === 1n;
}
