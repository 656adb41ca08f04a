package io.symbolon.benchmarks.growth;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionTokens;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.storage.UserSessionStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What each call costs while a storage holds more and more sessions, each of another subject. */
final class SessionGrowth {
    private static final int CALLS = 2_000;
    private static final int SMALLEST = 100;
    /** From sessions of any age. */
    private static final int KEPT = 4_000;

    private final JwtUserSessionManager node;
    private final Calls calls;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<User> users = new ArrayList<>();
    private int size;

    private record User(String subject, SessionTokens tokens) {}

    private SessionGrowth(JwtUserSessionManager node, Calls calls) {
        this.node = node;
        this.calls = calls;
    }

    /**
     * Measures.
     *
     * @param storage an empty one
     * @param largest how many sessions at most
     */
    static List<Figure> measure(Form form, String title, UserSessionStorage storage, int largest) throws Exception {
        try (JwtUserSessionManager node = Nodes.on(storage)) {
            Calls calls = new Calls("session-growth", title, form.scaled(CALLS), Calls.Unit.MICROS);
            SessionGrowth growth = new SessionGrowth(node, calls);
            growth.growTo(SMALLEST);
            calls.warmUp(form.warmUpMillis(), growth::measureAll);
            for (int size : Sizes.upTo(largest)) {
                growth.growTo(size);
                growth.measureAll();
            }
            return calls.figures();
        }
    }

    /** Keeps the tokens of some, as nobody could of all. */
    private void growTo(int next) throws Exception {
        int every = Math.max(1, (next - size) * 2 / KEPT);
        int first = size;
        users.removeIf(user -> users.size() > KEPT && random.nextBoolean());
        Nodes.signIn(node, next - size, i -> subject(first + i), (tokens, i) -> {
            if (i % every == 0) {
                synchronized (users) {
                    users.add(new User(subject(first + i), tokens));
                }
            }
        });
        size = next;
    }

    private void measureAll() {
        calls.measure("create", size, this::create);
        calls.measure("refresh", size, this::refresh);
        calls.measure("list", size, this::list);
        calls.measure("revoke", size, this::revokeNewest);
    }

    private void create() {
        String subject = "new-" + random.nextLong();
        users.add(new User(subject, node.create(subject, Nodes.CONTEXT)));
    }

    private void refresh() {
        int number = random.nextInt(users.size());
        User user = users.get(number);
        users.set(number, new User(user.subject(), node.refresh(user.tokens().refreshToken(), Nodes.CONTEXT)));
    }

    private void list() {
        if (node.list(any().subject()).size() != 1) {
            throw new IllegalStateException("a subject with one session has not one");
        }
    }

    /** As many as were made before. */
    private void revokeNewest() {
        node.revoke(users.remove(users.size() - 1).tokens().sessionId());
    }

    private User any() {
        return users.get(random.nextInt(users.size()));
    }

    private static String subject(int number) {
        return "user-" + number;
    }
}
