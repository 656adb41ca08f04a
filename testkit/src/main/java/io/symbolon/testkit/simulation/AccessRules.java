package io.symbolon.testkit.simulation;

import io.symbolon.AccessToken;
import io.symbolon.Binding;
import io.symbolon.InvalidAccessTokenException;
import io.symbolon.StalenessPolicy;
import io.symbolon.storage.Revocation;
import java.util.Optional;

/** What has to be true of each answer of {@code verify}. */
final class AccessRules {
    private final Scheduler scheduler;
    private final Servers servers;
    private final Facts facts;
    private final Settings settings;
    private long answers;

    AccessRules(Scheduler scheduler, Servers servers, Facts facts, Settings settings) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.facts = facts;
        this.settings = settings;
    }

    long answers() {
        return answers;
    }

    /** Presents a token, and judges the answer. */
    void present(Node node, Run run, IssuedToken token) {
        answers++;
        try {
            AccessToken verified = run.verification().apply(token.text());
            if (isOfDpop(token)) {
                throw broken("G11", node, token, "accepts a token that is bound by DPoP without a proof");
            }
            accepted(node, token, Optional.of(verified));
        } catch (InvalidAccessTokenException refusal) {
            if (refusal.code() == InvalidAccessTokenException.Code.PROOF_REQUIRED && isOfDpop(token)) {
                // All else was judged before: with a proof it is accepted.
                accepted(node, token, Optional.empty());
            } else {
                refused(node, token, refusal.code());
            }
        }
    }

    /** Whether a session may be over: for a reason that the guarantees allow. */
    boolean mayBeOver(SessionFacts session) {
        return mayBeRevoked(session) || session.isLost || mayHaveExpired(session);
    }

    private boolean mayBeRevoked(SessionFacts session) {
        return !session.ends.isEmpty() || mayBeCaughtByLost(session);
    }

    private static boolean isOfDpop(IssuedToken token) {
        return token.binding().orElse(null) instanceof Binding.Dpop;
    }

    private void accepted(Node node, IssuedToken token, Optional<AccessToken> verified) {
        SessionFacts session = token.session();
        for (End end : session.ends) {
            if (node.known().contains(end) && isDemanded(session, end)) {
                throw broken("G2 or G4", node, token, "accepts a token of a session whose end it knows");
            }
        }
        if (node.hasRefused(token) && session.escaped.isEmpty()) {
            throw broken("G4", node, token, "accepts a token again that it refused as revoked");
        }
        for (Outdating outdating : session.outdatings) {
            if (node.knows(outdating) && token.endTick() < outdating.tick) {
                throw broken("G2 or G4", node, token, "accepts a token that was outdated");
            }
        }
        if (!node.clock.instant().isBefore(token.expiresAt())) {
            throw broken("G7", node, token, "accepts a token that has expired");
        }
        if (settings.staleness() instanceof StalenessPolicy.RejectAfter rejectAfter
                && scheduler.now() - node.contactMicros > rejectAfter.limit().toMillis() * 1_000) {
            throw broken("G5", node, token, "accepts a token without contact");
        }
        verified.ifPresent(read -> says(node, token, read));
    }

    private void says(Node node, IssuedToken token, AccessToken read) {
        SessionFacts session = token.session();
        long role = read.claim(Roles.CLAIM, Long.class).orElse(0L);
        if (settings.hasClaimsSource()
                && session.outdatings.stream().anyMatch(outdating -> node.knows(outdating) && role < outdating.role)) {
            throw broken("G2", node, token, "accepts an old role under a new version");
        }
        if (!node.clock.instant().isBefore(read.expiresAt())) {
            throw broken("G7", node, token, "accepts a token that says that it has expired");
        }
        if (!read.sessionId().equals(session.id) || !read.subject().equals(session.subject)) {
            throw broken("G14", node, token, "reads another session than the token's");
        }
        if (!read.clientId().equals(session.client.id())) {
            throw broken("clients", node, token, "reads another client than the session's");
        }
        if (read.expiresAt().isAfter(read.issuedAt().plus(session.client.accessTokenTtl()))) {
            throw broken("clients", node, token, "accepts a token that lives longer than its client's policy says");
        }
        if (!read.binding().equals(token.binding())) {
            throw broken("G11", node, token, "reads another binding than the session's");
        }
    }

    private void refused(Node node, IssuedToken token, InvalidAccessTokenException.Code code) {
        SessionFacts session = token.session();
        switch (code) {
            case REVOKED -> {
                if (!mayBeRevoked(session)) {
                    throw broken("G6", node, token, "refuses as revoked what nothing revoked");
                }
                node.refused(token);
            }
            case OUTDATED -> {
                boolean isRight = session.outdatings.stream()
                        .anyMatch(outdating -> outdating.isLost || outdating.tick >= token.startTick());
                if (!isRight && !facts.hasLost()) {
                    throw broken("G6", node, token, "refuses as outdated what nothing outdated");
                }
            }
            case EXPIRED -> {
                if (node.clock.instant().isBefore(token.expiresAt())) {
                    throw broken("G7", node, token, "refuses as expired what has not expired");
                }
            }
            case STALE_NODE -> {
                if (!mayBeStale(node)) {
                    throw broken("G5", node, token, "is in contact and refuses as stale");
                }
            }
            default -> throw broken("G13", node, token, "refuses a token of ours as " + code);
        }
    }

    private boolean mayBeStale(Node node) {
        if (node.clocksWereApart(servers)) {
            return true;
        }
        return settings.staleness() instanceof StalenessPolicy.RejectAfter rejectAfter
                && (scheduler.now() - node.judgedContactMicros
                                > rejectAfter.limit().toMillis() * 1_000
                        || node.clock.millis() - node.judgedContactClockMillis
                                > rejectAfter.limit().toMillis());
    }

    /**
     * A session that a fail-over lost is reached by a later end of its subject only if the servers' clock was not set
     * meanwhile.
     */
    private boolean isDemanded(SessionFacts session, End end) {
        boolean isReached = !session.isLost || end.target instanceof Revocation.OfSession || servers.stepsMicros() == 0;
        return isReached && !session.escaped.contains(end);
    }

    boolean mayHaveExpired(SessionFacts session) {
        return session.hasExpiredAt(servers.latest());
    }

    /** An end that the servers had lost, and that who created the session did not know. */
    private boolean mayBeCaughtByLost(SessionFacts session) {
        return facts.ends().stream()
                .anyMatch(end -> end.wasLost && end.names(session) && !session.knownToCreator.contains(end));
    }

    private Scheduler.Stopped broken(String guarantee, Node node, IssuedToken token, String text) {
        return facts.broken(guarantee, node.name + " " + text + ", of " + token.session().label);
    }
}
