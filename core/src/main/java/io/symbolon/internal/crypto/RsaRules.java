package io.symbolon.internal.crypto;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.BitSet;
import java.util.List;

/** Which numbers an RSA public key may have: FIPS 186-5 appendix A.1.1, and none of the known ways to make weak ones. */
final class RsaRules {
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65_537);
    private static final int LARGEST_SMALL_FACTOR = 1_000;

    /** By these primes the keys are told that a widespread library made of small powers (CVE-2017-15361, "ROCA"). */
    private static final List<Integer> ROCA_PRIMES =
            List.of(11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157);

    private RsaRules() {}

    /** @throws IllegalArgumentException that says what is wrong */
    static void check(RSAPublicKey key) {
        BigInteger modulus = key.getModulus();
        BigInteger exponent = key.getPublicExponent();
        if (exponent.compareTo(LEAST_EXPONENT) < 0 || !exponent.testBit(0) || exponent.compareTo(modulus) >= 0) {
            throw new IllegalArgumentException(
                    "the RSA key's exponent has to be odd, at least 65537, and smaller than its modulus");
        }
        if (hasSmallFactor(modulus)) {
            throw new IllegalArgumentException("the RSA key's modulus has a small factor: anybody can factor it");
        }
        if (isMadeOfSmallPowers(modulus)) {
            throw new IllegalArgumentException("the RSA key can be factored (CVE-2017-15361, ROCA): make another one,"
                    + " with other software or another device");
        }
    }

    private static boolean hasSmallFactor(BigInteger modulus) {
        if (!modulus.testBit(0)) {
            return true;
        }
        for (int factor = 3; factor < LARGEST_SMALL_FACTOR; factor += 2) {
            if (modulus.mod(BigInteger.valueOf(factor)).signum() == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMadeOfSmallPowers(BigInteger modulus) {
        return ROCA_PRIMES.stream()
                .allMatch(prime -> powersOf65537(prime)
                        .get(modulus.mod(BigInteger.valueOf(prime)).intValue()));
    }

    private static BitSet powersOf65537(int prime) {
        BitSet powers = new BitSet(prime);
        int power = 1;
        while (!powers.get(power)) {
            powers.set(power);
            power = (int) (65_537L * power % prime);
        }
        return powers;
    }
}
