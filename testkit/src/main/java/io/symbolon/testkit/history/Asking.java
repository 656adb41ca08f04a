package io.symbolon.testkit.history;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Asks one node at random; some refreshes go to another node at the same time. A few subjects are changed at a time, each for
 * a while and then never again, so that what a fault has lost is not done once more by chance.
 */
final class Asking {
    private static final int SUBJECTS = 8;
    private static final int CALLS_BEFORE_NEXT_SUBJECT = 150;

    private final AtomicReferenceArray<NodeProcess> nodes;
    private final int node;
    private final Random random;
    private final Calls calls;
    private final Executor threads;

    Asking(AtomicReferenceArray<NodeProcess> nodes, int node, Random random, Calls calls, Executor threads) {
        this.nodes = nodes;
        this.node = node;
        this.random = random;
        this.calls = calls;
        this.threads = threads;
    }

    void step() {
        String subject = "subject-" + (calls.size() / CALLS_BEFORE_NEXT_SUBJECT + random.nextInt(SUBJECTS));
        List<IssuedTokens> known = calls.tokensOf(subject);
        int choice = random.nextInt(100);
        if (known.isEmpty() || choice < 10) {
            ask(Command.CREATE, subject);
            return;
        }
        // Mostly of what was issued lately: the rest is dead already.
        IssuedTokens about = known.get(Math.max(0, known.size() - 1 - random.nextInt(6)));
        if (choice < 48) {
            ask(Command.VERIFY, about, about.access());
        } else if (choice < 70) {
            refresh(about);
        } else if (choice < 82) {
            ask(Command.FIND, about, about.session());
        } else if (choice < 87) {
            ask(Command.REVOKE, about, about.session());
        } else if (choice < 90) {
            ask(Command.REVOKE_OTHERS, about, about.session());
        } else if (choice < 93) {
            ask(Command.EXPIRE, about, about.session());
        } else if (choice < 95) {
            ask(Command.EXPIRE_ALL, subject);
        } else if (choice < 97) {
            ask(Command.REVOKE_ALL, subject);
        } else {
            ask(Command.LIST, subject);
        }
    }

    /** Every other time as a browser with two tabs does. */
    private void refresh(IssuedTokens about) {
        if (random.nextBoolean()) {
            ask(Command.REFRESH, about, about.refresh());
            return;
        }
        int other = random.nextInt(nodes.length());
        CompletableFuture<Void> twin =
                CompletableFuture.runAsync(() -> askNode(other, Command.REFRESH, about, about.refresh()), threads);
        ask(Command.REFRESH, about, about.refresh());
        twin.join();
    }

    private void ask(Command command, String subject) {
        calls.ask(nodes.get(node), node, command, subject, Optional.empty(), subject);
    }

    private void ask(Command command, IssuedTokens about, String argument) {
        askNode(node, command, about, argument);
    }

    private void askNode(int number, Command command, IssuedTokens about, String argument) {
        calls.ask(nodes.get(number), number, command, about.subject(), Optional.of(about), argument);
    }
}
