package io.symbolon.internal.keys;

import io.symbolon.JwsAlgorithm;
import io.symbolon.JwsAlgorithm.KeyType;
import io.symbolon.internal.crypto.KeyGeneration;
import java.io.PrintStream;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/** The jar's command: prints a fresh key for pasting into configuration. Uses nothing but the JDK. */
public final class NewKey {
    private static final String REFRESH = "refresh";
    private static final int REFRESH_BYTES = 32;
    private static final String USAGE = "Prints a fresh key. Arguments: one of "
            + Arrays.stream(JwsAlgorithm.values()).map(Enum::name).collect(Collectors.joining(", "))
            + " for signing keys (PEM, or base64 for HS256, HS384 and HS512), or " + REFRESH
            + " for a refresh token key (base64).";

    private NewKey() {}

    /** Prints a key to standard output if the one argument says which; else how to use it, to standard error. */
    public static void main(String[] arguments) {
        if (!run(arguments, System.out, System.err)) {
            System.exit(2);
        }
    }

    static boolean run(String[] arguments, PrintStream out, PrintStream err) {
        Optional<String> key = arguments.length == 1 ? text(arguments[0]) : Optional.empty();
        if (key.isEmpty()) {
            err.println(USAGE);
            return false;
        }
        out.print(key.get());
        return true;
    }

    /** A fresh key as text, with a line break at its end; empty if there is no such kind. */
    static Optional<String> text(String kind) {
        if (kind.equals(REFRESH)) {
            return Optional.of(base64(KeyGeneration.secret(REFRESH_BYTES)));
        }
        return Arrays.stream(JwsAlgorithm.values())
                .filter(algorithm -> algorithm.name().equals(kind))
                .findFirst()
                .map(NewKey::text);
    }

    private static String text(JwsAlgorithm algorithm) {
        if (algorithm.keyType() == KeyType.SYMMETRIC) {
            return base64(KeyGeneration.secret(algorithm));
        }
        KeyPair pair = KeyGeneration.keyPair(algorithm);
        return Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded())
                + Pem.write("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private static String base64(byte[] secret) {
        return Base64.getEncoder().encodeToString(secret) + "\n";
    }
}
