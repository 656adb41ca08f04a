import { ConfigurationError } from '../errors.ts';
import { bitLength } from './numbers.ts';

const LEAST_BITS = 2048;
const LEAST_EXPONENT = 65_537n;
const LARGEST_SMALL_FACTOR = 1_000n;

/** By these primes the keys are told that a widespread library made of small powers (CVE-2017-15361, "ROCA"). */
const ROCA_PRIMES: readonly bigint[] = [
  11n, 13n, 17n, 19n, 37n, 53n, 61n, 71n, 73n, 79n, 97n, 103n, 107n, 109n, 127n, 151n, 157n,
];

/**
 * Checks which numbers an RSA public key has: RFC 7518 section 3.3, FIPS 186-5 appendix A.1.1, and none of the known ways to
 * make weak ones.
 *
 * @throws ConfigurationError that says what is wrong
 */
export function checkRsa(modulus: bigint, exponent: bigint): void {
  const bits = bitLength(modulus);
  if (bits < LEAST_BITS) {
    throw new ConfigurationError(`an RSA key of at least ${LEAST_BITS} bits is needed; this one has ${bits}`);
  }
  if (exponent < LEAST_EXPONENT || exponent % 2n === 0n || exponent >= modulus) {
    throw new ConfigurationError(
      "the RSA key's exponent has to be odd, at least 65537, and smaller than its modulus",
    );
  }
  if (hasSmallFactor(modulus)) {
    throw new ConfigurationError("the RSA key's modulus has a small factor: anybody can factor it");
  }
  if (ROCA_PRIMES.every((prime) => isPowerOf65537(modulus, prime))) {
    throw new ConfigurationError('the RSA key can be factored (CVE-2017-15361, ROCA): make another one');
  }
}

function hasSmallFactor(modulus: bigint): boolean {
  if (modulus % 2n === 0n) {
    return true;
  }
  for (let factor = 3n; factor < LARGEST_SMALL_FACTOR; factor += 2n) {
    if (modulus % factor === 0n) {
      return true;
    }
  }
  return false;
}

function isPowerOf65537(modulus: bigint, prime: bigint): boolean {
  const wanted = modulus % prime;
  let power = 1n;
  do {
    if (power === wanted) {
      return true;
    }
    power = (power * 65_537n) % prime;
  } while (power !== 1n);
  return false;
}
