package io.symbolon.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.redis.HistoryCheck.Outage;
import io.symbolon.redis.HistoryEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge of the history finds what it has to find. */
final class HistoryCheckTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final List<HistoryEvent> events = new ArrayList<>(List.of(event(Kind.CREATE, 0, 1, "a", "OK")));
    private final List<Outage> outages = new ArrayList<>();

    @Test
    void aSoundHistoryIsAccepted() {
        events.add(event(Kind.VERIFY, 1, 2, "a", "OK"));
        events.add(event(Kind.REVOKE, 0, 3, "a", "OK"));
        events.add(event(Kind.VERIFY, 1, 4, "a", "OK"));
        events.add(event(Kind.VERIFY, 1, 6, "a", "REVOKED SIGNED_OUT"));

        assertThat(violations()).isEmpty();
    }

    @Test
    void aTokenThatIsAcceptedTooLateIsFound() {
        events.add(event(Kind.REVOKE, 0, 3, "a", "OK"));
        events.add(event(Kind.VERIFY, 1, 6, "a", "OK"));

        assertThat(violations()).singleElement().asString().startsWith("accepted");
        outages.add(new Outage(3 * SECOND, 5 * SECOND));
        assertThat(violations()).isEmpty();
    }

    @Test
    void theNodeThatRevokedIsAllowedNoDelay() {
        events.add(event(Kind.REVOKE_ALL, 0, 3, "", "OK"));
        events.add(event(Kind.VERIFY, 0, 4, "a", "OK"));

        assertThat(violations()).singleElement().asString().startsWith("accepted");
    }

    @Test
    void aSignOutWithoutACauseIsFound() {
        events.add(event(Kind.REFRESH, 0, 3, "a", "SESSION_NOT_FOUND "));
        events.add(event(Kind.VERIFY, 0, 4, "a", "REVOKED REPLACED_BY_NEWER_SIGN_IN"));

        assertThat(violations()).hasSize(2).allMatch(violation -> violation.startsWith("signed out"));
    }

    @Test
    void whatMustNeverHappenIsFound() {
        events.add(new HistoryEvent(Kind.LIST, 0, 3, 4, "", "alice", "OK", HistoryNode.LIMIT + 1));
        events.add(event(Kind.REFRESH, 0, 5, "a", "FORKED"));
        events.add(event(Kind.REVOKE, 0, 1, "a", "UNKNOWN"));
        events.add(event(Kind.REFRESH, 0, 5, "a", "REUSED "));

        assertThat(violations()).hasSize(3);
    }

    private List<String> violations() {
        return new HistoryCheck(events, outages, Duration.ofSeconds(2), Duration.ofSeconds(2)).violations();
    }

    private static HistoryEvent event(Kind kind, int node, int second, String sessionId, String outcome) {
        return new HistoryEvent(
                kind, node, second * SECOND, second * SECOND + SECOND / 10, sessionId, "alice", outcome, 0);
    }
}
