package io.symbolon.demo;

import io.symbolon.demo.DataFolderException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Where the demo keeps its database and its keys, so that sessions outlive a restart and a second node can join. An
 * application gets its keys from where it keeps its other secrets.
 */
final class DataFolder implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    private static final String PROPERTY = "demo.folder";

    private static final int REFRESH_TOKEN_KEY_BYTES = 32;
    private static final int PEM_LINE = 64;
    private static final byte[] LINE_END = {'\n'};

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        // H2 listens for a second node: on this machine only. It reads this when its first class is loaded.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        ConfigurableEnvironment environment = event.getEnvironment();
        Path folder = Path.of(environment.getRequiredProperty(PROPERTY))
                .toAbsolutePath()
                .normalize();
        prepare(folder);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("demo folder", Map.of(PROPERTY, folder.toString())));
    }

    private static void prepare(Path folder) {
        try {
            Files.createDirectories(folder, onlyForTheOwner(folder));
        } catch (IOException failed) {
            throw new DataFolderException(folder, Reason.NOT_THERE, failed);
        }
        if (!Files.isWritable(folder)) {
            throw new DataFolderException(folder, Reason.NOT_WRITABLE, null);
        }
        try {
            writeOnce(folder.resolve("signing-key.pem"), signingKey());
            writeOnce(folder.resolve("refresh-token-key"), refreshTokenKey());
        } catch (IOException failed) {
            throw new DataFolderException(folder, Reason.NOT_WRITABLE, failed);
        }
    }

    /** Another node may be at the same: whoever comes first is right, and no half of a file is ever seen. */
    private static void writeOnce(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".draft");
        try {
            Files.writeString(draft, text);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException otherNode) {
            // Its keys are ours.
        } finally {
            Files.delete(draft);
        }
    }

    private static String signingKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            String base64 = Base64.getMimeEncoder(PEM_LINE, LINE_END)
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException impossible) {
            throw new IllegalStateException("every JDK has the curve P-256", impossible);
        }
    }

    private static String refreshTokenKey() {
        byte[] key = new byte[REFRESH_TOKEN_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new String(Base64.getEncoder().encode(key), StandardCharsets.US_ASCII);
    }

    private static FileAttribute<?>[] onlyForTheOwner(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
