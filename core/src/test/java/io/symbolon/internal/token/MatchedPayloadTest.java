package io.symbolon.internal.token;

import static io.symbolon.fixture.Nodes.AUDIENCE;
import static io.symbolon.fixture.Nodes.CONTEXT;
import static io.symbolon.fixture.Nodes.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.CreateOptions;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.RawTokens;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is matched and what is parsed say the same of every payload, and what our issuer writes is matched. */
class MatchedPayloadTest {
    private static final String SECOND_AUDIENCE = "https://reports.example.com";
    private static final List<String> AUDIENCES = List.of(AUDIENCE, SECOND_AUDIENCE);

    /** What an attacker, a careless issuer or a cosmic ray might put somewhere. */
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ",,",
            ":",
            "\"",
            "\\",
            "\\u0041",
            "\\\"",
            " ",
            "\n",
            "\t",
            "0",
            "00",
            "-",
            "-0",
            ".",
            "1e3",
            "e",
            "true",
            "false",
            "null",
            "\u0000",
            "\u001f",
            "\u007f",
            "é",
            "\uFEFF",
            "\"\":1,",
            ",\"a\":1",
            ",\"sub\":\"other\"",
            ",\"exp\":99999999999",
            ",\"nbf\":1",
            ",\"s\\u0075b\":\"other\"",
            ",\"authorities\":[\"ADMIN\"]",
            "\"iss\":",
            "\"aud\":",
            "\"sid\":",
            "\"ver\":",
            ",\"role\":\"admin\"",
            ",\"amr\":[\"pwd\"]",
            ",\"factors\":{\"pwd\":1}",
            ",\"cnf\":{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}",
            "999999999999999999",
            "9999999999999999999",
            "253402300800");

    private static final int STEPS =
            Integer.getInteger("symbolon.payloads", Boolean.getBoolean("symbolon.long") ? 10_000_000 : 400_000);

    @AutoClose
    private final Nodes nodes = new Nodes();

    private final JwtUserSessionManager node = nodes.start();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aMutatedPayloadIsJudgedAlikeBothWays(long seed) {
        Random random = new Random(seed);
        List<byte[]> payloads = payloads();
        AcceptedTokens matching = accepted();
        payloads.forEach(payload -> verdict(payload, matching));

        for (int step = 0; step < STEPS / 4; step++) {
            byte[] mutated = mutated(payloads, random);

            Object matched = verdict(mutated, matching);
            Object parsed = verdict(mutated, accepted());
            // A million messages would take longer than what is tested.
            if (!matched.equals(parsed)) {
                assertThat(matched).as(text(mutated)).isEqualTo(parsed);
            }
        }
    }

    @Test
    void whatOurIssuerWritesIsReadWithoutTheParserOnceItsHeadIsKnown() {
        byte[] payload = payload("user-1", Map.of("role", "editor", "level", 3, "beta", true, "é", "ü"));
        AcceptedTokens accepted = accepted();
        verdict(payload, accepted);

        assertThat(rest(payload, accepted)).isEqualTo(payload.length);
    }

    @Test
    void onlyClaimsThatAreNotPlainAreLeftToTheParser() {
        byte[] payload = payload("user-1", Map.of("tags", List.of("a")));
        AcceptedTokens accepted = accepted();
        verdict(payload, accepted);

        assertThat(rest(payload, accepted)).isEqualTo(text(payload).indexOf(",\"tags\""));
    }

    @Test
    void aTokenOfAnotherClientHasAHeadOfItsOwn() {
        AcceptedTokens accepted = accepted();
        byte[] first = payload("user-1", Map.of());
        byte[] second = text(first)
                .replace("\"client_id\":\"" + ISSUER, "\"client_id\":\"ios")
                .getBytes(StandardCharsets.UTF_8);
        verdict(first, accepted);

        assertThat(rest(second, accepted)).isZero();
        assertThat(verdict(second, accepted)).isEqualTo(verdict(second, accepted()));
        assertThat(rest(second, accepted)).isEqualTo(second.length);
    }

    @Test
    void theHeadOfATokenThatWasRefusedIsNotRemembered() {
        AcceptedTokens accepted = accepted();
        byte[] foreign = text(payload("user-1", Map.of()))
                .replace(AUDIENCE, "https://other.example.com")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(verdict(foreign, accepted)).isEqualTo(InvalidAccessTokenException.Code.WRONG_AUDIENCE);
        assertThat(rest(foreign, accepted)).isZero();
    }

    /** Everything that a caller, a factor or a role can put into a token. */
    private List<byte[]> payloads() {
        List<byte[]> payloads = new ArrayList<>();
        payloads.add(payload("user-1", Map.of()));
        payloads.add(payload("é\uD83D\uDE00", Map.of("role", "editor", "tenant", "t-4711", "level", 3)));
        payloads.add(payload("a\"b\\c\n", Map.of("text", "x\"y\u0001", "yes", true, "no", false)));
        payloads.add(payload(
                "user-2", Map.of("list", List.of(1, "a"), "map", Map.of("k", "v"), "n", new BigDecimal("-1.5"))));
        payloads.add(payload(CreateOptions.claims(Map.of("role", "editor"))
                .withFactors("pwd", "otp")
                .withAuthorities(List.of("ROLE_ADMIN", "a b"))));
        String twoAudiences = text(payloads.get(1))
                .replace("\"aud\":\"" + AUDIENCE + '"', "\"aud\":[\"" + AUDIENCE + "\",\"" + SECOND_AUDIENCE + "\"]");
        payloads.add(twoAudiences.getBytes(StandardCharsets.UTF_8));
        return payloads;
    }

    private byte[] payload(String subject, Map<String, ?> claims) {
        return RawTokens.decode(RawTokens.part(
                node.create(subject, CONTEXT, CreateOptions.claims(claims)).accessToken(), 1));
    }

    private byte[] payload(CreateOptions options) {
        return RawTokens.decode(
                RawTokens.part(node.create("user-3", CONTEXT, options).accessToken(), 1));
    }

    /** One to three changes: a piece put in, a part cut out, doubled or moved, a byte changed. */
    private static byte[] mutated(List<byte[]> payloads, Random random) {
        byte[] bytes = payloads.get(random.nextInt(payloads.size()));
        for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 1; changes--) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(12));
            byte[] part = Arrays.copyOfRange(bytes, from, to);
            byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
            bytes = switch (random.nextInt(6)) {
                case 0 -> joined(bytes, from, piece, from);
                case 1 -> joined(bytes, from, piece, to);
                case 2 -> joined(bytes, from, new byte[0], to);
                case 3 -> joined(bytes, to, part, to);
                case 4 -> joined(bytes, memberBefore(bytes, from), piece, memberBefore(bytes, from));
                default -> joined(bytes, from, new byte[] {(byte) random.nextInt(256)}, from + 1);
            };
        }
        return bytes;
    }

    /** Where a member begins, so that what is put in often makes a good object. */
    private static int memberBefore(byte[] bytes, int position) {
        int comma = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(",\"", position);
        return comma < 0 ? bytes.length - 1 : comma;
    }

    private static byte[] joined(byte[] bytes, int keptTo, byte[] piece, int goesOnFrom) {
        byte[] joined = Arrays.copyOf(bytes, keptTo + piece.length + bytes.length - goesOnFrom);
        System.arraycopy(piece, 0, joined, keptTo, piece.length);
        System.arraycopy(bytes, goesOnFrom, joined, keptTo + piece.length, bytes.length - goesOnFrom);
        return joined;
    }

    /** What the payload says, or why it is refused. */
    private static Object verdict(byte[] payload, AcceptedTokens accepted) {
        try {
            return PayloadParser.parse(payload.clone(), payload.length, accepted);
        } catch (InvalidAccessTokenException refused) {
            return refused.code();
        }
    }

    private static int rest(byte[] payload, AcceptedTokens accepted) {
        return MatchedClaims.take(payload.clone(), payload.length, accepted, new PayloadClaims());
    }

    private static AcceptedTokens accepted() {
        return new AcceptedTokens(ISSUER, AUDIENCES);
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
