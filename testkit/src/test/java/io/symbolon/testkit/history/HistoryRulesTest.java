package io.symbolon.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryRulesTest {
    private static final int LIMIT = 2;
    private static final IssuedTokens A = tokens("a", 1);
    private static final IssuedTokens B = tokens("b", 2);

    private final List<Operation> operations = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();

    @BeforeEach
    void twoSessions() {
        operations.add(operation(0, 1, Command.CREATE, Optional.empty(), "OK a access refresh", Optional.of(A)));
        operations.add(operation(0, 2, Command.CREATE, Optional.empty(), "OK b access refresh", Optional.of(B)));
    }

    @Test
    void aSoundHistoryHasNoContradiction() {
        add(1, 3, Command.VERIFY, A, "OK a");
        add(0, 4, Command.REVOKE, A, "OK true");
        add(1, 5, Command.VERIFY, A, "OK a");
        add(1, 20, Command.VERIFY, A, "REVOKED SIGNED_OUT");
        add(1, 21, Command.REFRESH, A, "SESSION_NOT_FOUND SIGNED_OUT");
        add(1, 22, Command.FIND, A, "OK false");
        add(1, 23, Command.FIND, B, "OK true");
        add(1, 24, Command.EXPIRE, B, "OK true");
        add(2, 40, Command.VERIFY, B, "OUTDATED");

        assertThat(contradictions()).isEmpty();
    }

    @Test
    void aTokenThatIsAcceptedTooLateIsFound() {
        add(0, 3, Command.REVOKE, A, "OK true");
        add(1, 20, Command.VERIFY, A, "OK a");

        assertOneTokenWasAcceptedTooLate();
        outages.add(new Outage("", seconds(4), seconds(18)));
        assertThat(contradictions()).isEmpty();
    }

    @Test
    void whatIsRevokedSoonAfterALossHasItsTimeToReachOtherNodes() {
        outages.add(new Outage("", true, seconds(4), seconds(6) - 1));
        add(0, 7, Command.REVOKE, A, "OK true");
        add(1, 8, Command.VERIFY, A, "OK a");

        assertThat(contradictions()).isEmpty();
        add(1, 20, Command.VERIFY, A, "OK a");
        assertOneTokenWasAcceptedTooLate();
    }

    @Test
    void theNodeThatRevokedIsAllowedNoDelay() {
        add(0, 3, Command.REVOKE_ALL, A, "OK 2");
        add(0, 4, Command.VERIFY, A, "OK a");

        assertOneTokenWasAcceptedTooLate();
    }

    @Test
    void theEndOfAllOthersTellsNothingOfASessionThatAnotherNodeHasJustEnded() {
        add(1, 3, Command.REVOKE_ALL, A, "OK 2");
        add(0, 4, Command.REVOKE_OTHERS, B, "OK 1");
        add(0, 5, Command.VERIFY, A, "OK a");

        assertThat(contradictions()).isEmpty();
        add(0, 20, Command.VERIFY, A, "OK a");
        assertOneTokenWasAcceptedTooLate();
    }

    @Test
    void theNodeThatEndedAllOthersIsAllowedNoDelay() {
        add(0, 4, Command.REVOKE_OTHERS, B, "OK 1");
        add(0, 5, Command.VERIFY, A, "OK a");

        assertOneTokenWasAcceptedTooLate();
    }

    @Test
    void anOutdatedTokenThatIsAcceptedTooLateIsFound() {
        add(0, 3, Command.EXPIRE_ALL, A, "OK 2");
        add(0, 4, Command.VERIFY, B, "OK b");

        assertThat(contradictions()).singleElement().asString().contains("EXPIRE_ALL");
    }

    @Test
    void anEndWithoutACauseIsFound() {
        add(0, 3, Command.REFRESH, A, "SESSION_NOT_FOUND");
        add(0, 4, Command.VERIFY, A, "REVOKED REPLACED_BY_NEWER_SIGN_IN");
        add(0, 5, Command.FIND, A, "OK false");
        add(0, 6, Command.VERIFY, A, "OUTDATED");

        assertThat(contradictions()).hasSize(4);
    }

    @Test
    void aRefreshedSessionIsReplacedByTheSignInsSinceItsOwn() {
        operations.add(operation(0, 3, Command.CREATE, Optional.empty(), "UNKNOWN", Optional.empty()));
        IssuedTokens refreshed = tokens("a", 5);
        add(1, 6, Command.VERIFY, refreshed, "REVOKED REPLACED_BY_NEWER_SIGN_IN");

        assertThat(contradictions()).isEmpty();
    }

    @Test
    void aWrongCauseIsFound() {
        add(0, 3, Command.REVOKE, A, "OK true");
        add(0, 4, Command.VERIFY, A, "REVOKED ADMINISTRATOR");

        assertThat(contradictions()).singleElement().asString().contains("nothing revoked it");
    }

    @Test
    void aCallThatNobodyKnowsOfMayHaveEndedASessionAndNeedNotHave() {
        add(0, 3, Command.REVOKE, A, "UNKNOWN");
        add(1, 30, Command.FIND, A, "OK true");
        add(1, 40, Command.FIND, A, "OK false");

        assertThat(contradictions()).isEmpty();
    }

    @Test
    void aSessionThatIsThereAfterItsEndIsFound() {
        add(0, 3, Command.REVOKE_OTHERS, B, "OK 1");
        add(1, 4, Command.FIND, A, "OK true");
        add(1, 5, Command.FIND, B, "OK true");

        assertThat(contradictions()).singleElement().asString().startsWith("a session was found after its end");
    }

    @Test
    void aForkOfTheRefreshTokensIsFound() {
        addRefresh(3, "next");
        addRefresh(4, "next");
        assertThat(contradictions()).isEmpty();

        addRefresh(5, "another");
        assertThat(contradictions())
                .containsExactly("one refresh token had two successors: node 0, REFRESH, OK at 4000 ms, "
                        + "a token of 0 ms, of a session of 0 ms");
    }

    @Test
    void reuseOfWhatNothingReplacedIsFound() {
        add(0, 3, Command.REFRESH, A, "REUSED");

        assertThat(contradictions()).singleElement().asString().contains("nothing had replaced it");
    }

    @Test
    void aSignInMayBeLostInAFailOverAndNowhereElse() {
        add(1, 20, Command.REFRESH, A, "SESSION_NOT_FOUND");
        add(1, 20, Command.FIND, A, "OK false");
        outages.add(new Outage("killed", seconds(0), seconds(4)));
        assertThat(contradictions()).hasSize(2);

        outages.add(new Outage("demoted", true, seconds(0), seconds(4)));
        assertThat(contradictions()).isEmpty();

        outages.clear();
        outages.add(new Outage("demoted", true, seconds(12), seconds(14)));
        assertThat(contradictions()).as("it was signed in long before").hasSize(2);
    }

    @Test
    void anEndThatWasLostIsGivenBackByTheNodeThatKnowsIt() {
        outages.add(new Outage("demoted", true, seconds(10), seconds(12)));
        add(0, 11, Command.REVOKE, A, "OK true");
        add(1, 13, Command.VERIFY, A, "OK a");
        add(1, 13, Command.FIND, A, "OK true");
        addRefresh(1, 13, "next");
        assertThat(contradictions()).isEmpty();

        add(0, 13, Command.FIND, A, "OK true");
        add(0, 13, Command.VERIFY, A, "OK a");
        assertThat(contradictions()).as("the node itself knows it").hasSize(2);

        add(1, 20, Command.VERIFY, A, "OK a");
        add(1, 20, Command.FIND, A, "OK true");
        addRefresh(1, 20, "next");
        assertThat(contradictions()).as("by then it was given back").hasSize(5);
    }

    @Test
    void anEndThatWasLostIsLostWhereItsNodeMayHaveDiedBeforeItWasGivenBack() {
        outages.add(new Outage("demoted", true, seconds(10), seconds(12)));
        outages.add(new Outage("a node is killed", seconds(13), seconds(14)));
        add(0, 11, Command.REVOKE, A, "OK true");
        add(1, 40, Command.VERIFY, A, "OK a");

        assertThat(contradictions()).isEmpty();
    }

    @Test
    void whatANodeKnewItDoesNotForgetInAFailOver() {
        outages.add(new Outage("demoted", true, seconds(10), seconds(12)));
        add(0, 11, Command.REVOKE, A, "OK true");
        add(1, 12, Command.VERIFY, A, "REVOKED SIGNED_OUT");
        add(1, 13, Command.VERIFY, A, "OK a");

        assertThat(contradictions()).singleElement().asString().contains("has forgotten");
    }

    @Test
    void anEndOfAllMayBeOutdoneByWhoOutdatesBeforeItIsGivenBack() {
        outages.add(new Outage("demoted", true, seconds(10), seconds(12)));
        add(0, 11, Command.REVOKE_ALL, A, "OK 2");
        add(1, 30, Command.VERIFY, A, "OK a");
        assertThat(contradictions()).hasSize(1);

        add(1, 13, Command.EXPIRE_ALL, A, "OK 0");
        add(2, 30, Command.FIND, A, "OK true");
        assertThat(contradictions()).singleElement().asString().contains("EXPIRE_ALL on node 1");
    }

    @Test
    void aSignInThatWasLostIsNotAmongTheOthersThatAreEnded() {
        outages.add(new Outage("demoted", true, seconds(0), seconds(4)));
        add(0, 10, Command.REVOKE_OTHERS, B, "OK 1");
        add(1, 30, Command.VERIFY, A, "OK a");
        assertThat(contradictions()).isEmpty();

        outages.clear();
        assertThat(contradictions()).hasSize(1);
    }

    @Test
    void whatOutdatedAndWasLostOutdatesOnceMoreWhenItIsGivenBack() {
        outages.add(new Outage("demoted", true, seconds(10), seconds(12)));
        add(0, 11, Command.EXPIRE, A, "OK true");
        IssuedTokens refreshed = tokens("a", 13);
        add(1, 14, Command.VERIFY, refreshed, "OUTDATED");
        assertThat(contradictions()).isEmpty();

        outages.clear();
        assertThat(contradictions()).singleElement().asString().contains("nothing outdated it");
    }

    @Test
    void whatMustNeverBeIsFound() {
        add(0, 3, Command.LIST, A, "OK 3");
        add(0, 4, Command.REVOKE, B, "FAILED");
        add(0, 5, Command.CREATE, A, "BROKEN why");
        add(0, 6, Command.VERIFY, A, "STALE_NODE");

        assertThat(contradictions()).hasSize(4);
    }

    private void add(int node, int second, Command command, IssuedTokens about, String answer) {
        operations.add(operation(node, second, command, Optional.of(about), answer, Optional.empty()));
    }

    private void addRefresh(int second, String next) {
        addRefresh(0, second, next);
    }

    private void addRefresh(int node, int second, String next) {
        operations.add(operation(
                node,
                second,
                Command.REFRESH,
                Optional.of(A),
                "OK",
                Optional.of(new IssuedTokens("alice", "a", "access", next, seconds(second), seconds(second)))));
    }

    private void assertOneTokenWasAcceptedTooLate() {
        assertThat(contradictions()).singleElement().asString().startsWith("a token was accepted");
    }

    private List<String> contradictions() {
        return new HistoryRules(operations, outages, LIMIT, Duration.ofSeconds(2), Duration.ofSeconds(2))
                .contradictions();
    }

    private static Operation operation(
            int node,
            int second,
            Command command,
            Optional<IssuedTokens> about,
            String answer,
            Optional<IssuedTokens> result) {
        Answer parsed = Answer.parse(answer);
        long end = parsed.isUnknown() ? Long.MAX_VALUE : seconds(second) + 1_000;
        return new Operation(node, command, "alice", about, parsed, result, seconds(second), end);
    }

    private static IssuedTokens tokens(String session, int second) {
        return new IssuedTokens(
                "alice", session, "access", "refresh-" + session, seconds(second), seconds(second) + 1_000);
    }

    private static long seconds(int count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
