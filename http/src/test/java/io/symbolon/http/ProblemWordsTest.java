package io.symbolon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.InvalidAccessTokenException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in an exception's message for operators does not get to clients, nor breaks a header. */
class ProblemWordsTest {
    @Test
    void aDescriptionInAHeaderHasTheCharactersThatItMayHave() {
        for (InvalidAccessTokenException refusal : List.of(
                InvalidAccessTokenException.withScheme(),
                InvalidAccessTokenException.wrongIssuer("https://a.example/\"\\\u00e9\r\nSet-Cookie: x"))) {
            String challenge =
                    Problem.of(refusal).answer().header("WWW-Authenticate").orElseThrow();

            // RFC 6750 section 3.
            assertThat(challenge.replaceAll(".*error_description=\"(.*)\", code=.*", "$1"))
                    .matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        }
    }

    @Test
    void byHowMuchANodesClockIsOffIsNotForClients() {
        Problem problem = Problem.of(InvalidAccessTokenException.staleNode("this node's clock is PT7M behind"));

        assertThat(problem.detail())
                .isEqualTo(new InvalidAccessTokenException(InvalidAccessTokenException.Code.STALE_NODE).getMessage());
        assertThat(problem.status()).isEqualTo(503);
    }
}
