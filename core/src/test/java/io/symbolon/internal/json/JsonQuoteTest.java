package io.symbolon.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonQuoteTest {
    @Test
    void aTextIsQuotedAsTheGeneratorOfObjectsDoesIt() {
        for (char character = 0; character < 0x250; character++) {
            assertQuotedAlike("a" + character + "b");
        }
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            assertQuotedAlike(random.ints(random.nextInt(12), 0, 0x180)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
    }

    @Test
    void whatIsQuotedReadsAsItWas() {
        for (String text : List.of("", "user-1", "a\"b\\c", "\u0000\n\u007f", "é\uD83D\uDE00", "\u2028")) {
            assertThat(Json.readObject("{\"text\":" + Json.quote(text) + "}")).containsEntry("text", text);
        }
    }

    private static void assertQuotedAlike(String text) {
        assertThat("{\"text\":" + Json.quote(text) + "}").isEqualTo(Json.write(Map.of("text", text)));
    }
}
