package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsRulesTest {
    private final SettableClock clock = new SettableClock();
    private final WrappedStorage storage = new WrappedStorage(new InMemoryUserSessionStorage(clock));

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final JwtUserSessionManager node = nodes.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss",
                "sub",
                "aud",
                "exp",
                "nbf",
                "iat",
                "jti",
                "client_id",
                "sid",
                "ver",
                "auth_time",
                "amr",
                "factors",
                "authorities",
                "cnf",
                "acr",
                "act",
                "may_act",
                "status",
                "events",
                "nonce",
                "htm",
                "htu",
                "ath"
            })
    void aReservedNameIsRefusedWithItsName(String name) {
        assertRefused(Map.of(name, "secret-value"), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISS", "Sub", "iss ", "roles", "scope", "alg", "kid", "typ", "__proto__"})
    void anyOtherNameIsTheCallersOwn(String name) {
        SessionTokens tokens = node.create("user-1", CONTEXT, CreateOptions.claims(Map.of(name, "value")));

        assertThat(node.verify(tokens.accessToken()).claims()).containsOnly(Map.entry(name, "value"));
    }

    @Test
    void aReservedNameWithinAClaimIsNotReserved() {
        Map<String, ?> claims = Map.of("actor", Map.of("sub", "admin", "iss", "x"));
        SessionTokens tokens = node.create("user-1", CONTEXT, CreateOptions.claims(claims));

        assertThat(node.verify(tokens.accessToken()).claims()).isEqualTo(claims);
    }

    static Stream<Object> noJsonValues() {
        return Stream.of(
                Instant.EPOCH,
                UUID.randomUUID(),
                'c',
                new byte[] {1},
                new int[] {1},
                Optional.of("x"),
                new AtomicInteger(1),
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                JwsAlgorithm.HS256,
                new Object(),
                "\uD83D",
                "x\uDE00y",
                new BigInteger("9".repeat(1001)),
                new BigDecimal("1e10000"),
                new BigDecimal("1e-10000"));
    }

    @ParameterizedTest
    @MethodSource("noJsonValues")
    void whatIsNoJsonValueIsRefusedAtAnyDepth(Object value) {
        assertRefused(Map.of("a", value), "claim");
        assertRefused(Map.of("a", List.of(Map.of("b", value))), "claim");
    }

    @Test
    void aNameThatIsNoStringOrHasNoUtf8FormIsRefused() {
        assertRefused(Map.of("\uD83D", 1), "name");
        assertRefused(Map.of("a", Map.of(1, "b")), "name");
        Map<@Nullable String, Object> withNull = new HashMap<>();
        withNull.put(null, "b");
        assertRefused(Map.of("a", withNull), "name");
    }

    @Test
    void aNullNameIsRefusedAtTheTopToo() {
        Map<@Nullable String, Object> withNull = new HashMap<>();
        withNull.put(null, "b");

        assertRefused(uncheckedNames(withNull), "name");
    }

    @Test
    void nestingDeeperThan32LevelsIsRefusedAndSoIsAClaimThatHoldsItself() {
        Object nested = List.of();
        for (int depth = 2; depth <= 32; depth++) {
            nested = List.of(nested);
        }
        assertRefused(Map.of("nested", nested), "32");

        Map<String, Object> itself = new HashMap<>();
        itself.put("self", itself);
        assertRefused(itself, "32");
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertRefused(Map.of("list", list), "32");
    }

    @Test
    void changingTheInputLaterChangesNothing() {
        List<Object> roles = new ArrayList<>(List.of("reader"));
        Map<String, Object> inner = new HashMap<>(Map.of("roles", roles));
        Map<String, Object> claims = new HashMap<>(Map.of("inner", inner));
        Object[] array = {"a"};
        claims.put("array", array);
        CreateOptions options = CreateOptions.claims(claims);

        roles.add("admin");
        inner.put("more", true);
        claims.put("evil", true);
        array[0] = "b";

        Map<String, ?> expected = Map.of("inner", Map.of("roles", List.of("reader")), "array", List.of("a"));
        assertThat(options.claims()).isEqualTo(expected);
        SessionTokens tokens = node.create("user-1", CONTEXT, options);
        assertThat(node.verify(tokens.accessToken()).claims()).isEqualTo(expected);
    }

    @Test
    void theInputOfARefreshIsCopiedAndNotChanged() {
        Map<String, Object> claims = new HashMap<>(Map.of("roles", new ArrayList<>(List.of("reader"))));
        Map<String, Object> before = Map.of("roles", List.of("reader"));
        SessionTokens tokens = node.create("user-1", CONTEXT);

        node.refresh(tokens.refreshToken(), CONTEXT, claims);
        assertThat(claims).isEqualTo(before);
        claims.put("evil", true);

        assertThat(node.find(tokens.sessionId()).orElseThrow().claims()).isEqualTo(before);
    }

    @Test
    void whatComesBackCannotBeChanged() {
        CreateOptions options = CreateOptions.claims(Map.of("map", Map.of("a", 1), "list", List.of(1)));
        SessionTokens tokens = node.create("user-1", CONTEXT, options);

        for (Map<String, @Nullable Object> claims : List.of(
                options.claims(),
                node.verify(tokens.accessToken()).claims(),
                node.find(tokens.sessionId()).orElseThrow().claims())) {
            assertUnmodifiable(() -> claims.put("evil", true));
            assertUnmodifiable(() -> map(claims.get("map")).clear());
            assertUnmodifiable(() -> list(claims.get("list")).clear());
        }
        assertThat(node.verify(tokens.accessToken()).claims()).isEqualTo(options.claims());
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    private static void assertUnmodifiable(Runnable change) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change::run);
    }

    /** At sign-in and at refresh, with nothing stored and no value in the message. */
    private void assertRefused(Map<String, ?> claims, String messagePart) {
        SessionTokens tokens = node.create("user-1", CONTEXT);
        int inserts = storage.inserts.get();
        int finds = storage.finds.get();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.create("user-1", CONTEXT, CreateOptions.claims(claims)))
                .withMessageContaining(messagePart)
                .withMessageNotContaining("secret-value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.refresh(tokens.refreshToken(), CONTEXT, claims))
                .withMessageContaining(messagePart);

        assertThat(storage.inserts).hasValue(inserts);
        assertThat(storage.finds).hasValue(finds);
        assertThat(storage.updates).hasValue(0);
    }

    @SuppressWarnings({"unchecked", "rawtypes", "NullAway"})
    private static Map<String, ?> uncheckedNames(Map<@Nullable String, Object> map) {
        return (Map) map;
    }
}
