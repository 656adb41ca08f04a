package io.symbolon;

import static io.symbolon.fixture.Nodes.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.symbolon.fixture.CapturedLog;
import io.symbolon.fixture.Nodes;
import io.symbolon.fixture.SettableClock;
import io.symbolon.fixture.WrappedStorage;
import io.symbolon.storage.InsertResult;
import io.symbolon.storage.SessionInsert;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A subject's sessions, listed in pages. */
class SessionPagesTest {
    /** A storage that has ended sessions again, as after a fail-over. */
    private static final class WithCopy extends WrappedStorage {
        private final InMemoryUserSessionStorage copy;

        WithCopy(SettableClock clock) {
            super(new InMemoryUserSessionStorage(clock));
            this.copy = new InMemoryUserSessionStorage(clock);
        }

        @Override
        public InsertResult insert(SessionInsert insert) {
            copy.insert(insert);
            return super.insert(insert);
        }
    }

    private final SettableClock clock = new SettableClock();
    private final WithCopy storage = new WithCopy(clock);

    /** Faults are the test's own: the build's output need not show them. */
    @AutoClose
    private final CapturedLog unusedOutput = new CapturedLog();

    @AutoClose
    private final Nodes nodes = new Nodes(clock, storage);

    private final JwtUserSessionManager node = nodes.start();

    @Test
    void thePagesTogetherAreTheListByDescendingId() {
        signIn(25);

        List<UserSession> all = node.list("user-1");

        assertThat(all)
                .hasSize(25)
                .isSortedAccordingTo(Comparator.comparing(UserSession::id).reversed());
        assertThat(node.list("user-1", 10)).isEqualTo(all.subList(0, 10));
        assertThat(readAll(7)).isEqualTo(all);
        assertThat(readAll(25)).isEqualTo(all);
    }

    @Test
    void thePageAfterASessionThatHasEndedGoesOnWhereItWas() {
        signIn(9);
        List<UserSession> all = node.list("user-1");
        SessionId last = node.list("user-1", 3).get(2).id();
        node.revoke(last);

        assertThat(node.list("user-1", 3, last)).isEqualTo(all.subList(3, 6));
    }

    @Test
    void theOrderIsTheSameOnEveryNode() {
        signIn(9);

        assertThat(nodes.start().list("user-1", 5)).isEqualTo(node.list("user-1", 5));
    }

    @Test
    void whatThisNodeKnowsAsEndedLeavesNoGapInAPage() {
        List<SessionId> ids = signIn(30);
        ids.sort(Comparator.reverseOrder());
        ids.subList(2, 14).forEach(node::revoke);
        storage.log().fail();
        storage.replaceBy(storage.copy);

        List<SessionId> page =
                node.list("user-1", 5).stream().map(UserSession::id).toList();

        assertThat(page).containsExactly(ids.get(0), ids.get(1), ids.get(14), ids.get(15), ids.get(16));
    }

    @Test
    void aLimitOutOfItsRangeIsRefused() {
        for (int limit : new int[] {Integer.MIN_VALUE, -1, 0, 1_001}) {
            assertThatThrownBy(() -> node.list("user-1", limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("limit is " + limit + ": from 1 to 1000 is allowed");
        }
        assertThat(node.list("user-1", 1)).isEmpty();
        assertThat(node.list("user-1", 1_000)).isEmpty();
    }

    @Test
    void aBlankSubjectIsRefused() {
        assertThatThrownBy(() -> node.list(" ", 10)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<SessionId> signIn(int count) {
        List<SessionId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(node.create("user-1", CONTEXT).sessionId());
            clock.advance(Duration.ofMillis(i % 3));
        }
        return ids;
    }

    private List<UserSession> readAll(int limit) {
        List<UserSession> all = new ArrayList<>(node.list("user-1", limit));
        List<UserSession> page = all;
        while (page.size() == limit) {
            page = node.list("user-1", limit, all.get(all.size() - 1).id());
            all.addAll(page);
        }
        return all;
    }
}
