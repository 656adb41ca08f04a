package io.symbolon.internal.crypto;

import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EdECPoint;
import java.util.Set;

/** Which points a public key on a curve may be: the JDK's key factories do not look. */
final class CurveRules {
    /** The prime of Ed25519's field and its curve's d: RFC 8032 section 5.1. */
    private static final BigInteger ED25519_P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private static final BigInteger ED25519_D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(ED25519_P))
            .mod(ED25519_P);

    /** One y of the points of order 8; the other one is its negative. */
    private static final BigInteger ORDER_8 =
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);

    private static final Set<BigInteger> LOW_ORDER = Set.of(
            BigInteger.ZERO, BigInteger.ONE, ED25519_P.subtract(BigInteger.ONE), ORDER_8, ED25519_P.subtract(ORDER_8));

    private CurveRules() {}

    /** @throws IllegalArgumentException if it is not a point of the curve */
    static void check(ECPoint point, ECParameterSpec curve) {
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x == null || y == null || !isInField(x, p) || !isInField(y, p) || !isOnCurve(x, y, curve, p)) {
            throw new IllegalArgumentException("the public key is not a point of its curve");
        }
    }

    /** @throws IllegalArgumentException if it is not a point of Ed25519, or one of low order, that verifies forgeries */
    static void check(EdECPoint point) {
        BigInteger y = point.getY();
        if (!isInField(y, ED25519_P) || !isOnEd25519(y)) {
            throw new IllegalArgumentException("the public key is not a point of its curve");
        }
        if (LOW_ORDER.contains(y)) {
            throw new IllegalArgumentException(
                    "the public key is a point of low order: anybody can make signatures that it verifies");
        }
    }

    private static boolean isInField(BigInteger value, BigInteger p) {
        return value.signum() >= 0 && value.compareTo(p) < 0;
    }

    private static boolean isOnCurve(BigInteger x, BigInteger y, ECParameterSpec curve, BigInteger p) {
        BigInteger right = x.modPow(BigInteger.valueOf(3), p)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(p);
        return y.multiply(y).mod(p).equals(right);
    }

    /** Whether there is an x: x² = (y² - 1) / (dy² + 1) has to be a square. */
    private static boolean isOnEd25519(BigInteger y) {
        BigInteger square = y.multiply(y).mod(ED25519_P);
        BigInteger numerator = square.subtract(BigInteger.ONE).mod(ED25519_P);
        BigInteger denominator = ED25519_D.multiply(square).add(BigInteger.ONE).mod(ED25519_P);
        BigInteger half = ED25519_P.subtract(BigInteger.ONE).shiftRight(1);
        BigInteger symbol = numerator.multiply(denominator).mod(ED25519_P).modPow(half, ED25519_P);
        return symbol.signum() == 0 || symbol.equals(BigInteger.ONE);
    }
}
