package io.symbolon.internal.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** Key stores as users make them, by the JDK's keytool. */
public final class Keytool {
    /** The password of all of them. */
    public static final String PASSWORD = "changeit-please";

    private Keytool() {}

    /** A PKCS#12 file with one self-signed key pair for localhost. */
    public static KeyStore keyPair(Path file, String alias, String... keyOptions)
            throws IOException, InterruptedException, GeneralSecurityException {
        List<String> command = command("-genkeypair", file, alias, keyOptions);
        command.addAll(List.of("-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1"));
        return run(command, file);
    }

    /** A PKCS#12 file with one secret. */
    public static KeyStore secret(Path file, String alias, String... keyOptions)
            throws IOException, InterruptedException, GeneralSecurityException {
        return run(command("-genseckey", file, alias, keyOptions), file);
    }

    private static List<String> command(String verb, Path file, String alias, String... keyOptions) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool", verb));
        command.addAll(List.of("-alias", alias, "-storetype", "PKCS12", "-keystore", file.toString()));
        command.addAll(List.of("-storepass", PASSWORD));
        command.addAll(List.of(keyOptions));
        return command;
    }

    private static KeyStore run(List<String> command, Path file)
            throws IOException, InterruptedException, GeneralSecurityException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }
}
