package io.symbolon.testkit.simulation;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** A client that refreshes every few minutes, tries again with the token that it has, and keeps the newer token. */
@NullMarked
final class RefreshingClient {
    private static final SessionContext CONTEXT = SessionContext.of("192.0.2.1");
    private static final long SHORTEST_PAUSE = 60_000_000;
    private static final long LONGEST_PAUSE = 1_200_000_000;

    private final Scheduler scheduler;
    private final List<JwtUserSessionManager> nodes;
    private final ClientNetwork network;
    private final long graceMicros;
    private final Draw draw;
    private final String subject;

    private SessionTokens tokens;
    private long cycle;
    private boolean wasCutOff;
    private boolean wasLate;
    private long refreshes;
    private long unwantedSignIns;

    RefreshingClient(
            Scheduler scheduler,
            List<JwtUserSessionManager> nodes,
            ClientNetwork network,
            long graceMicros,
            Draw draw,
            String subject) {
        this.scheduler = scheduler;
        this.nodes = nodes;
        this.network = network;
        this.graceMicros = graceMicros;
        this.draw = draw;
        this.subject = subject;
        this.tokens = signIn();
    }

    long refreshes() {
        return refreshes;
    }

    long unwantedSignIns() {
        return unwantedSignIns;
    }

    void goOn() {
        cycle++;
        wasCutOff = false;
        wasLate = false;
        refreshes++;
        long current = cycle;
        scheduler.at(scheduler.now() + draw.between(SHORTEST_PAUSE, LONGEST_PAUSE), () -> attempt(current, 0));
    }

    private void attempt(long of, int lost) {
        if (of != cycle) {
            return;
        }
        String presented = tokens.refreshToken();
        Optional<SessionTokens> answer = refresh(presented);
        if (draw.chance(ClientNetwork.REPEATED)) {
            scheduler.at(scheduler.now() + draw.between(0, network.longestRepeatMicros()), () -> refresh(presented));
        }
        if (lost < ClientNetwork.MOST_LOST && draw.chance(ClientNetwork.LOST)) {
            scheduler.at(scheduler.now() + silence(), () -> attempt(of, lost + 1));
        } else if (!wasLate && draw.chance(ClientNetwork.LATE)) {
            wasLate = true;
            scheduler.at(scheduler.now() + draw.between(0, graceMicros), () -> arrives(of, answer));
            scheduler.at(scheduler.now() + ClientNetwork.PATIENCE, () -> attempt(of, lost));
        } else {
            arrives(of, answer);
        }
    }

    private long silence() {
        if (!wasCutOff && draw.chance(ClientNetwork.OUTAGES)) {
            wasCutOff = true;
            return draw.between(0, network.longestOutageMicros());
        }
        return draw.between(0, ClientNetwork.NEXT_TRY);
    }

    private void arrives(long of, Optional<SessionTokens> answer) {
        boolean isNewer = answer.isPresent() && generation(answer.get()) >= generation(tokens);
        if (isNewer && answer.get().sessionId().equals(tokens.sessionId())) {
            tokens = answer.get();
        }
        if (of != cycle) {
            return;
        }
        if (answer.isEmpty()) {
            unwantedSignIns++;
            tokens = signIn();
        }
        goOn();
    }

    /** Empty if the session is over, which nobody wanted. */
    private Optional<SessionTokens> refresh(String token) {
        try {
            return Optional.of(draw.oneOf(nodes).refresh(token, CONTEXT));
        } catch (InvalidRefreshTokenException over) {
            return Optional.empty();
        }
    }

    private SessionTokens signIn() {
        return draw.oneOf(nodes).create(subject, CONTEXT);
    }

    private int generation(SessionTokens some) {
        return nodes.get(0).identify(some.refreshToken()).generation();
    }
}
