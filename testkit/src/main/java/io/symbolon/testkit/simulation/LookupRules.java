package io.symbolon.testkit.simulation;

import io.symbolon.SessionId;
import io.symbolon.UserSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What has to be true of sessions that are looked up. */
final class LookupRules {
    private final Facts facts;
    private final AccessRules access;

    LookupRules(Facts facts, AccessRules access) {
        this.facts = facts;
        this.access = access;
    }

    void found(SessionFacts session, Reply<Optional<UserSession>> reply) {
        reply.value().ifPresent(found -> {
            if (found.isEmpty()) {
                if (!access.mayBeOver(session)) {
                    throw facts.broken("G8", "a session is not found that nothing ended: " + session.label);
                }
            } else {
                isCurrent(session, found.get(), reply.call());
            }
        });
    }

    void listed(String subject, Reply<List<UserSession>> reply) {
        reply.value().ifPresent(listed -> {
            ApiCall call = reply.call();
            Set<String> labels = listed.stream()
                    .map(session -> {
                        SessionFacts known = facts.of(session.id());
                        if (known == null) {
                            throw facts.broken("G1", "a session is listed that was not stored");
                        }
                        isCurrent(known, session, call);
                        return known.label;
                    })
                    .collect(Collectors.toSet());
            facts.sessions().stream()
                    .filter(session -> session.subject.equals(subject) && session.tick < call.readTick)
                    .filter(session -> !access.mayBeOver(session) && !labels.contains(session.label))
                    .findFirst()
                    .ifPresent(missing -> {
                        throw facts.broken("G8", "a live session is not listed: " + missing.label);
                    });
        });
    }

    /** Judges a page: in order, below its cursor, and with all that lived from its start to its end. */
    void paged(String subject, int limit, Optional<SessionId> after, Reply<List<UserSession>> reply) {
        reply.value().ifPresent(page -> {
            if (page.size() > limit) {
                throw facts.broken("pages", "a page is larger than was asked for");
            }
            Optional<SessionId> before = after;
            for (UserSession session : page) {
                if (before.isPresent() && session.id().compareTo(before.get()) >= 0) {
                    throw facts.broken("pages", "a page is out of order, or goes back behind its cursor");
                }
                before = Optional.of(session.id());
                SessionFacts known = facts.of(session.id());
                if (known == null || !known.subject.equals(subject)) {
                    throw facts.broken("pages", "a page has a session that is not its subject's");
                }
                isLive(known, session, reply.call());
            }
            Optional<SessionId> last = page.size() < limit ? Optional.empty() : before;
            facts.sessions().stream()
                    .filter(session -> session.subject.equals(subject) && session.tick < reply.call().startTick)
                    .filter(session -> after.isEmpty() || session.id.compareTo(after.get()) < 0)
                    .filter(session -> last.isEmpty() || session.id.compareTo(last.get()) > 0)
                    .filter(session -> !access.mayBeOver(session))
                    .filter(session ->
                            page.stream().noneMatch(shown -> shown.id().equals(session.id)))
                    .findFirst()
                    .ifPresent(missing -> {
                        throw facts.broken("pages", "a page lacks a live session: " + missing.label);
                    });
        });
    }

    private void isCurrent(SessionFacts session, UserSession seen, ApiCall call) {
        isLive(session, seen, call);
        hasItsParts(session, seen, call);
    }

    private void isLive(SessionFacts session, UserSession seen, ApiCall call) {
        for (End end : session.ends) {
            boolean isStored = !end.isLost && end.inLogSince < call.startTick;
            if ((isStored || call.knownAtStart.contains(end)) && !session.escaped.contains(end)) {
                throw facts.broken("G2", "a session that was ended is shown: " + session.label);
            }
        }
        if (!seen.clientId().equals(session.client.id())) {
            throw facts.broken("clients", "a session is shown with another client than it has: " + session.label);
        }
    }

    private void hasItsParts(SessionFacts session, UserSession seen, ApiCall call) {
        if (facts.lastFailOver() > call.startTick) {
            return;
        }
        if (!seen.name().equals(session.name.at(call.readTick))) {
            throw facts.broken("lost updates", "a session has another name than it was given: " + session.label);
        }
        if (!seen.binding().equals(session.binding.at(call.readTick))) {
            throw facts.broken("G11", "a session is shown with another binding than it has: " + session.label);
        }
        Object claim = seen.claims().get(Actors.CLAIM);
        long value = claim instanceof Number number ? number.longValue() : -1;
        if (!session.claims.at(call.readTick).map(Integer::longValue).equals(Optional.of(value))) {
            throw facts.broken("lost updates", "a session has other claims than it was given: " + session.label);
        }
    }
}
