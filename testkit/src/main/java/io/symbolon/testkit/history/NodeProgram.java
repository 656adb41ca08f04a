package io.symbolon.testkit.history;

import io.symbolon.Device;
import io.symbolon.JwsAlgorithm;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.RefreshTokenKeys;
import io.symbolon.RevocationCause;
import io.symbolon.SessionContext;
import io.symbolon.SessionException;
import io.symbolon.SessionId;
import io.symbolon.SessionLimit;
import io.symbolon.SessionStorageException;
import io.symbolon.SessionTokens;
import io.symbolon.SigningKeys;
import io.symbolon.storage.UserSessionStorage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node in a process of its own, which does what it is told line by line: number, command, argument. */
final class NodeProgram {
    static final String READY = "ready";
    static final int SESSION_LIMIT = 5;

    private static final int THREADS = 8;
    private static final byte[] SECRET =
            "a secret of these tests that is 64 bytes long, and is no secret.".getBytes(StandardCharsets.US_ASCII);
    private static final SessionContext CONTEXT =
            new SessionContext("192.0.2.1", new Device("desktop", "Firefox on Linux"), "Chisinau, MD");

    private final JwtUserSessionManager manager;

    private NodeProgram(JwtUserSessionManager manager) {
        this.manager = manager;
    }

    /**
     * Runs until its input ends.
     *
     * @param arguments the class that opens the storage, the milliseconds by which the clock is off, and what the class is
     *     told
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (UserSessionStorage storage = openStorage(arguments);
                JwtUserSessionManager manager = JwtUserSessionManager.builder()
                        .issuer("https://issuer.example")
                        .audience("https://api.example")
                        .signingKeys(SigningKeys.hmac(JwsAlgorithm.HS256, SECRET))
                        .refreshTokenKeys(RefreshTokenKeys.of(SECRET))
                        .sessionLimit(SessionLimit.evictOldest(SESSION_LIMIT))
                        .clock(Clock.offset(Clock.systemUTC(), Duration.ofMillis(Long.parseLong(arguments[1]))))
                        .storage(storage)
                        .build()) {
            NodeProgram node = new NodeProgram(manager);
            out.println(READY);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                threads.execute(() -> out.println(words[0] + " "
                        + node.answer(Command.valueOf(words[1]), words[2]).toLine()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static UserSessionStorage openStorage(String[] arguments) throws Exception {
        return Class.forName(arguments[0])
                .asSubclass(NodeStorage.class)
                .getDeclaredConstructor()
                .newInstance()
                .open(List.of(arguments).subList(2, arguments.length));
    }

    private Answer answer(Command command, String argument) {
        try {
            return new Answer(Answer.DONE, details(command, argument));
        } catch (SessionStorageException failed) {
            return new Answer(failed.isRetrySafe() ? Answer.UNKNOWN : Answer.FAILED, List.of());
        } catch (SessionException refused) {
            return new Answer(
                    refused.code().name(),
                    refused.revocationCause().map(RevocationCause::name).stream()
                            .toList());
        } catch (RuntimeException broken) {
            String where = broken + Arrays.toString(broken.getStackTrace());
            return new Answer(Answer.BROKEN, List.of(where.replaceAll("\\s", "_")));
        }
    }

    private List<String> details(Command command, String argument) {
        return switch (command) {
            case CREATE -> tokens(manager.create(argument, CONTEXT));
            case REFRESH -> tokens(manager.refresh(argument, CONTEXT));
            case VERIFY -> List.of(manager.verify(argument).sessionId().toString());
            case REVOKE -> List.of(Boolean.toString(manager.revoke(SessionId.parse(argument))));
            case REVOKE_OTHERS -> List.of(Integer.toString(revokeOthers(SessionId.parse(argument))));
            case REVOKE_ALL -> List.of(Integer.toString(manager.revokeAll(argument, RevocationCause.ADMINISTRATOR)));
            case EXPIRE -> List.of(Boolean.toString(manager.expireAccessTokens(SessionId.parse(argument))));
            case EXPIRE_ALL -> List.of(Integer.toString(manager.expireAccessTokens(argument)));
            case FIND ->
                List.of(Boolean.toString(manager.find(SessionId.parse(argument)).isPresent()));
            case LIST -> List.of(Integer.toString(manager.list(argument).size()));
        };
    }

    /** A session that has ended keeps no others from being there. */
    private int revokeOthers(SessionId kept) {
        try {
            return manager.revokeOthers(kept);
        } catch (IllegalArgumentException ended) {
            return 0;
        }
    }

    private static List<String> tokens(SessionTokens tokens) {
        return List.of(tokens.sessionId().toString(), tokens.accessToken(), tokens.refreshToken());
    }
}
