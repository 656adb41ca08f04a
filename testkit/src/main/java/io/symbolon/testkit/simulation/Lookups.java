package io.symbolon.testkit.simulation;

import io.symbolon.SessionId;
import io.symbolon.UserSession;
import java.util.List;
import java.util.Optional;

/** How sessions are looked up: one, all of a subject, and page by page while they change. */
final class Lookups {
    private static final int MOST_PAGES = 12;
    private static final int LARGEST_PAGE = 3;

    private final Scheduler scheduler;
    private final Calls calls;
    private final Clients clients;
    private final LookupRules rules;

    Lookups(Scheduler scheduler, Calls calls, Clients clients, LookupRules rules) {
        this.scheduler = scheduler;
        this.calls = calls;
        this.clients = clients;
        this.rules = rules;
    }

    void find(SessionFacts session, Node node, Draw draw) {
        rules.found(session, calls.ask(node, "find", draw, call -> {}, api -> api.find(session.id)));
    }

    void list(String subject, Node node, Draw draw) {
        rules.listed(subject, calls.ask(node, "list", draw, call -> {}, api -> api.list(subject)));
    }

    /** Each page is asked of another node; in between the sessions change. */
    void listPages(String subject, Step step, Draw draw) {
        int limit = 1 + (int) (step.amount() % LARGEST_PAGE);
        Optional<SessionId> after = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            Node node = clients.node(step.node() + page);
            if (node != null) {
                Optional<SessionId> cursor = after;
                Reply<List<UserSession>> reply =
                        calls.ask(node, "list " + limit, draw, call -> {}, api -> api.list(subject, limit, cursor));
                rules.paged(subject, limit, cursor, reply);
                List<UserSession> sessions = reply.value().orElse(List.of());
                if (reply.value().isPresent() && sessions.size() < limit) {
                    return;
                }
                if (!sessions.isEmpty()) {
                    after = Optional.of(sessions.get(sessions.size() - 1).id());
                }
            }
            scheduler.sleep(draw.between(0, 2_000_000));
        }
    }
}
