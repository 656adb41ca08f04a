package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.fixture.Nodes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsRoundTripTest {
    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start(builder -> builder.verifiedTokenCache(0));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_260_101})
    void anyJsonObjectComesBackTheSameFromVerifyFindAndRefresh(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 250; i++) {
            Map<String, @Nullable Object> claims = object(random, 4);
            assertComesBack(claims, claims);
        }
    }

    @Test
    void integersComeBackAsLongOrBigIntegerAndOtherNumbersAsBigDecimal() {
        Map<String, Object> given = new HashMap<>();
        Map<String, Object> expected = new HashMap<>();
        number(given, expected, (byte) -7, -7L);
        number(given, expected, (short) 300, 300L);
        number(given, expected, 1, 1L);
        number(given, expected, Long.MIN_VALUE, Long.MIN_VALUE);
        number(given, expected, BigInteger.ONE, 1L);
        number(given, expected, BigInteger.valueOf(Long.MAX_VALUE), Long.MAX_VALUE);
        number(
                given,
                expected,
                BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE),
                BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE));
        number(given, expected, new BigDecimal("5"), 5L);
        number(given, expected, new BigDecimal("1e3"), new BigDecimal("1e3"));
        number(given, expected, new BigDecimal("1.50"), new BigDecimal("1.50"));
        number(given, expected, new BigDecimal("0e-20"), new BigDecimal("0e-20"));
        number(given, expected, new BigDecimal("1e400"), new BigDecimal("1e400"));
        number(given, expected, new BigDecimal("1e-400"), new BigDecimal("1e-400"));
        number(given, expected, 0.1d, new BigDecimal("0.1"));
        number(given, expected, 0.1f, new BigDecimal("0.1"));
        number(given, expected, 2.0d, new BigDecimal("2.0"));
        number(given, expected, -0.0d, new BigDecimal("0.0"));
        number(given, expected, Double.MIN_VALUE, new BigDecimal("4.9E-324"));
        number(given, expected, Double.MAX_VALUE, new BigDecimal("1.7976931348623157E308"));

        assertComesBack(given, expected);
    }

    @Test
    void theLongestNumbersThatAreAllowedComeBack() {
        BigInteger digits = new BigInteger("9".repeat(1000));

        assertComesBack(Map.of("n", digits), Map.of("n", digits));
        assertComesBack(Map.of("n", digits.negate()), Map.of("n", digits.negate()));
        for (int scale : new int[] {1, 500, 999, 1000, 1003, 1006, 5000, 9999, -1, -9999}) {
            BigDecimal decimal = new BigDecimal(digits.negate(), scale);
            assertComesBack(Map.of("n", decimal), Map.of("n", decimal));
        }
    }

    @Test
    void setsAndArraysComeBackAsLists() {
        assertComesBack(
                Map.of("set", Set.of("a"), "array", new Object[] {1, new String[] {"b"}}),
                Map.of("set", List.of("a"), "array", List.of(1L, List.of("b"))));
    }

    @Test
    void nullsComeBack() {
        Map<String, @Nullable Object> claims = new HashMap<>();
        claims.put("null", null);
        claims.put("list", Arrays.asList(null, "a", null));

        assertComesBack(claims, claims);
    }

    @Test
    void noClaimsAndEmptyOnesComeBack() {
        assertComesBack(Map.of(), Map.of());
        assertComesBack(
                Map.of("", "", "map", Map.of(), "list", List.of()), Map.of("", "", "map", Map.of(), "list", List.of()));
    }

    @Test
    void theDeepestObjectThatIsAllowedComesBack() {
        Object nested = "leaf";
        for (int depth = 2; depth <= 32; depth++) {
            nested = depth % 2 == 0 ? List.of(nested) : Map.of("a", nested);
        }
        assertComesBack(Map.of("nested", nested), Map.of("nested", nested));
    }

    private void assertComesBack(Map<String, ?> given, Map<String, ?> expected) {
        SessionTokens tokens = node.create("user-1", CONTEXT, CreateOptions.claims(given));
        SessionTokens kept = node.refresh(tokens.refreshToken(), CONTEXT);
        SessionTokens replaced = node.refresh(kept.refreshToken(), CONTEXT, given);

        assertThat(node.verify(tokens.accessToken()).claims()).isEqualTo(expected);
        assertThat(node.verify(kept.accessToken()).claims()).isEqualTo(expected);
        assertThat(node.verify(replaced.accessToken()).claims()).isEqualTo(expected);
        assertThat(node.find(tokens.sessionId()).orElseThrow().claims()).isEqualTo(expected);
        assertThat(node.list("user-1").get(0).claims()).isEqualTo(expected);
        node.revoke(tokens.sessionId());
    }

    private static void number(Map<String, Object> given, Map<String, Object> expected, Number number, Number as) {
        String name = number.getClass().getSimpleName() + ' ' + number;
        given.put(name, number);
        expected.put(name, as);
    }

    private static Map<String, @Nullable Object> object(Random random, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            // No reserved name has a blank.
            object.put(text(random) + ' ', value(random, depth));
        }
        return object;
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> text(random);
            case 3 -> random.nextLong() >> random.nextInt(64);
            case 4 -> new BigInteger(70 + random.nextInt(200), random).setBit(69);
            case 5 -> new BigDecimal(new BigInteger(1 + random.nextInt(100), random), 1 + random.nextInt(50));
            case 6 -> list(random, depth - 1);
            default -> object(random, depth - 1);
        };
    }

    private static List<@Nullable Object> list(Random random, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(random, depth));
        }
        return list;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int codePoint = switch (random.nextInt(5)) {
                case 0 -> random.nextInt(0x20);
                case 1 -> "\"\\/<>&'\u2028\u2029\u007F\uFEFF\uFFFF".charAt(random.nextInt(12));
                case 2 -> 0x10000 + random.nextInt(0x100000);
                case 3 -> 0x80 + random.nextInt(0xD800 - 0x80);
                default -> ' ' + random.nextInt(95);
            };
            text.appendCodePoint(codePoint);
        }
        return text.toString();
    }
}
