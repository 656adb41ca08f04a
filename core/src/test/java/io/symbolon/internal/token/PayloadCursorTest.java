package io.symbolon.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A cursor takes the plainest form of a piece and nothing else, and never looks behind the payload's end. */
class PayloadCursorTest {
    private static final SessionId SESSION = SessionId.of(1, 2);
    private final OwnNames names = new OwnNames(Set.of("iss"));

    @Test
    void aTextHasNoEscapesAndNoControlCharacters() {
        assertThat(whole("\"a b é\",").text()).isEqualTo("a b é");
        assertThat(whole("\"\"").text()).isEmpty();
        assertThat(whole("\"a\\n\"").text()).isNull();
        assertThat(whole("\"a\u0000\"").text()).isNull();
        assertThat(whole("\"a\u001f\"").text()).isNull();
        assertThat(whole("a\"").text()).isNull();
        assertThat(upTo("\"a|\"").text()).isNull();
        assertThat(upTo("|\"a\"").text()).isNull();
    }

    @Test
    void aNumberHasOneToEighteenDigitsAndNoZeroBeforeThem() {
        assertThat(whole("0,").number()).isZero();
        assertThat(whole("7}").number()).isEqualTo(7);
        assertThat(whole("109").number()).isEqualTo(109);
        assertThat(whole("999999999999999999").number()).isEqualTo(999_999_999_999_999_999L);
        assertThat(whole("1000000000000000000").number()).isNegative();
        assertThat(whole("07").number()).isNegative();
        assertThat(whole("-1").number()).isNegative();
        assertThat(whole("").number()).isNegative();
        assertThat(upTo("12|3").number()).isEqualTo(12);
    }

    @Test
    void aSessionIdIsATextOfItsLength() {
        String text = SESSION.toString();

        assertThat(whole('"' + text + "\",").sessionId()).isEqualTo(SESSION);
        assertThat(whole('"' + text + "A\"").sessionId()).isNull();
        assertThat(whole('"' + text.substring(1) + "\",").sessionId()).isNull();
        assertThat(whole("\"*" + text.substring(1) + '"').sessionId()).isNull();
        assertThat(whole(' ' + text + '"').sessionId()).isNull();
        assertThat(upTo('"' + text + "|\"").sessionId()).isNull();
    }

    @Test
    void aNameStandsBetweenACommaAndAColonAndIsOneOfTheCallersOwn() {
        assertThat(whole(",\"role\":1").name(names)).isEqualTo("role");
        assertThat(whole(",\"role\":1").name(names)).as("known by now").isEqualTo("role");
        assertThat(whole(",\"iss\":1").name(names)).isNull();
        assertThat(whole("{\"role\":1").name(names)).isNull();
        assertThat(whole(",\"role\" :1").name(names)).isNull();
        assertThat(whole(",\"ro\\u006ce\":1").name(names)).isNull();
        assertThat(upTo(",\"role|\":1").name(names)).isNull();
        assertThat(upTo(",\"role\"|:1").name(names)).isNull();
    }

    @Test
    void eachPieceIsTakenFromWhereTheLastOneEnded() {
        String text = ",\"a\":\"b\",\"sid\":\"" + SESSION + "\",\"c\":12}";
        PayloadCursor cursor = whole(text);

        assertThat(cursor.isAtMember()).isTrue();
        assertThat(cursor.name(names)).isEqualTo("a");
        assertThat(cursor.text()).isEqualTo("b");
        assertThat(cursor.skip(bytes(",\"xyz\":"))).isFalse();
        assertThat(cursor.skip(bytes(",\"sid\":"))).isTrue();
        assertThat(cursor.sessionId()).isEqualTo(SESSION);
        assertThat(cursor.name(names)).isEqualTo("c");
        assertThat(cursor.isNext('1')).isTrue();
        assertThat(cursor.isAtEnd()).isFalse();
        assertThat(cursor.number()).isEqualTo(12);
        assertThat(cursor.isAtEnd()).isTrue();
        assertThat(cursor.isAtMember()).isFalse();
        assertThat(cursor.position()).isEqualTo(text.length() - 1);
    }

    @Test
    void whatStandsBehindTheEndIsNotThere() {
        assertThat(upTo(",|\"").isAtMember()).isFalse();
        assertThat(upTo("|x").isNext('x')).isFalse();
        assertThat(upTo("tru|e").skip(bytes("true"))).isFalse();
        assertThat(upTo("true|").skip(bytes("true"))).isTrue();
        assertThat(upTo("}|").isAtEnd()).isTrue();
        assertThat(upTo("}|}").isAtEnd()).isTrue();
        assertThat(upTo("}}|").isAtEnd()).isFalse();
        assertThat(upTo("]|").isAtEnd()).isFalse();
    }

    private static PayloadCursor whole(String text) {
        return upTo(text + '|');
    }

    /** What stands before the bar is the payload, what stands after it is behind its end. */
    private static PayloadCursor upTo(String text) {
        int length = bytes(text.substring(0, text.indexOf('|'))).length;
        return new PayloadCursor(bytes(text.replace("|", "")), length, 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
