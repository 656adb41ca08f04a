package io.symbolon.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.SessionException;
import io.symbolon.SessionId;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node in a process of its own, which does what it is told line by line: number, command, argument. */
final class HistoryNode {
    static final String READY = "ready";
    private static final byte[] SECRET =
            "a secret of these tests that is 64 bytes long, and is no secret.".getBytes(StandardCharsets.US_ASCII);

    private final JwtUserSessionManager manager;

    private HistoryNode(JwtUserSessionManager manager) {
        this.manager = manager;
    }

    /**
     * Runs until its input ends.
     *
     * @param arguments address, user and password of the database
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments.length > 2 ? arguments[2] : "");
        config.setMaximumPoolSize(8);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (HikariDataSource pool = new HikariDataSource(config);
                JdbcUserSessionStorage storage =
                        JdbcUserSessionStorage.builder(pool).migrate(false).build();
                JwtUserSessionManager manager = JwtUserSessionManager.builder()
                        .issuer("https://issuer.example")
                        .audience("https://api.example")
                        .signingKeys(SigningKeys.hmac(JwsAlgorithm.HS256, SECRET))
                        .refreshTokenKeys(RefreshTokenKeys.of(SECRET))
                        .storage(storage)
                        .build()) {
            HistoryNode node = new HistoryNode(manager);
            out.println(READY);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                threads.execute(() -> out.println(words[0] + " " + node.answer(words[1], words[2])));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String answer(String command, String argument) {
        try {
            return switch (command) {
                case "create" -> tokens(manager.create(argument, Sessions.CONTEXT));
                case "refresh" -> tokens(manager.refresh(argument, Sessions.CONTEXT));
                case "verify" -> "OK " + manager.verify(argument).sessionId();
                case "revoke" -> "OK " + manager.revoke(SessionId.parse(argument));
                case "revokeAll" -> "OK " + manager.revokeAll(argument);
                case "expire" -> "OK " + manager.expireAccessTokens(SessionId.parse(argument));
                case "expireAll" -> "OK " + manager.expireAccessTokens(argument);
                case "find" -> "OK " + manager.find(SessionId.parse(argument)).isPresent();
                default -> throw new IllegalArgumentException(command);
            };
        } catch (InvalidAccessTokenException refused) {
            return refused.code() + " " + refused.code();
        } catch (SessionException failed) {
            return failed.code() + " " + failed.action();
        } catch (RuntimeException broken) {
            return "BROKEN " + Arrays.toString(broken.getStackTrace()).replace(' ', '_');
        }
    }

    private static String tokens(SessionTokens tokens) {
        return "OK " + tokens.sessionId() + " " + tokens.accessToken() + " " + tokens.refreshToken();
    }
}
