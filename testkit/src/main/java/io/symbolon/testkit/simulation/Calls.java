package io.symbolon.testkit.simulation;

import io.symbolon.EverythingRevoked;
import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.SessionException;
import io.symbolon.SessionTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Calls of the nodes' API, and the access tokens that came of them: after each call its node is shown all of them. */
final class Calls {
    private static final int MOST_TOKENS = 30;
    private static final Duration LONGEST_BEHIND = Duration.ofSeconds(30);

    private final Scheduler scheduler;
    private final Servers servers;
    private final AccessRules access;
    private final Settings settings;
    private final Trace trace;
    private final List<IssuedToken> tokens = new ArrayList<>();
    private long count;

    Calls(Scheduler scheduler, Servers servers, AccessRules access, Settings settings, Trace trace) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.access = access;
        this.settings = settings;
        this.trace = trace;
    }

    long count() {
        return count;
    }

    <T> Reply<T> ask(Node node, String verb, Draw draw, Consumer<ApiCall> about, Function<Api, T> ask) {
        return ask(node, verb, draw, about, (call, api) -> ask.apply(api));
    }

    <T> Reply<T> ask(Node node, String verb, Draw draw, Consumer<ApiCall> about, BiFunction<ApiCall, Api, T> ask) {
        Run run = node.run;
        ApiCall call = new ApiCall(node, verb, draw, scheduler, servers, settings.ofBuilder());
        about.accept(call);
        if (run == null) {
            throw new IllegalStateException("a call of a node that is not up");
        }
        Task task = scheduler.running();
        task.call = call;
        count++;
        Reply<T> reply;
        try {
            T value = ask.apply(call, run.api().orElseThrow());
            reply = new Reply<>(call, run, Optional.of(value), Optional.empty(), false);
            if (isDone(value)) {
                node.did(call);
            }
        } catch (SessionException refusal) {
            reply = new Reply<>(call, run, Optional.empty(), Optional.of(refusal), false);
            if (refusal.code() == InvalidRefreshTokenException.Code.REUSED) {
                node.did(call);
            }
        } catch (IllegalArgumentException wrong) {
            reply = new Reply<>(call, run, Optional.empty(), Optional.empty(), true);
        } catch (NodeCrashed crashed) {
            reply = new Reply<>(call, run, Optional.empty(), Optional.empty(), false);
        } finally {
            task.call = null;
        }
        scheduler.requireGoingOn();
        Reply<T> answer = reply;
        trace.add(() -> node.name + ", knowing " + call.knownAtStart.size() + " ends, " + verb + ": " + text(answer));
        showAll(node);
        return reply;
    }

    void gave(SessionFacts session, SessionTokens given, Reply<?> reply) {
        ApiCall call = reply.call();
        IssuedToken token = new IssuedToken(
                session,
                given.accessToken(),
                given.accessTokenExpiresAt(),
                given.binding(),
                call.startTick,
                scheduler.tick());
        tokens.add(token);
        if (tokens.size() > MOST_TOKENS) {
            tokens.remove(0);
        }
        showAll(call.node);
    }

    /** Shows a node all tokens that there are. */
    void showAll(Node node) {
        Run run = node.run;
        if (run != null && !run.link().isCrashed) {
            tokens.removeIf(token -> token.expiresAt().isBefore(latest()));
            for (IssuedToken token : List.copyOf(tokens)) {
                access.present(node, run, token);
            }
        }
    }

    /** No node's clock is that far behind. */
    private Instant latest() {
        return SimulatedClock.START.plusMillis(scheduler.now() / 1_000).minus(LONGEST_BEHIND);
    }

    private static boolean isDone(Object value) {
        return !(value instanceof EverythingRevoked everything) || everything.done() == everything.partitions();
    }

    private static String text(Reply<?> reply) {
        if (reply.refusal().isPresent()) {
            return Trace.code(reply.refusal().get());
        }
        if (reply.isWrong()) {
            return "wrong argument";
        }
        return reply.value().map(Calls::text).orElse("crashed");
    }

    private static String text(Object value) {
        if (value instanceof SessionTokens given) {
            return "tokens until " + given.accessTokenExpiresAt();
        }
        if (value instanceof List<?> list) {
            return list.size() + " sessions";
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? "a session" : "no session";
        }
        return value.toString();
    }
}
