/** The number of bytes in big endian. */
export function toNumber(bytes: Uint8Array): bigint {
  let text = '0x0';
  for (const byte of bytes) {
    text += byte.toString(16).padStart(2, '0');
  }
  return BigInt(text);
}

/** Base to the power of an exponent, modulo a number. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let power = mod(base, modulus);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) {
      result = (result * power) % modulus;
    }
    power = (power * power) % modulus;
  }
  return result;
}

/** The remainder that is not negative. */
export function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

/** How many bits a number has that is not negative. */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}
