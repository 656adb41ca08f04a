package io.symbolon.testkit.simulation;

import io.symbolon.CreateOptions;
import io.symbolon.SessionContext;
import io.symbolon.SessionDescription;
import io.symbolon.SessionException;
import io.symbolon.SessionTokens;
import io.symbolon.UserSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What clients and administrators do. Each step is done by a task of its own. */
final class Actors {
    static final String CLAIM = "k";

    private static final SessionContext CONTEXT = SessionContext.of("192.0.2.1");
    private static final int SUBJECTS = 3;
    private static final int MOST_TRIES = 5;

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final Calls calls;
    private final RefreshRules refreshes;
    private final LookupRules lookups;
    private final Facts facts;
    private final long seed;
    private final Map<Integer, Device> devices = new HashMap<>();

    Actors(
            Scheduler scheduler,
            Cluster cluster,
            Calls calls,
            RefreshRules refreshes,
            LookupRules lookups,
            Facts facts,
            long seed) {
        this.scheduler = scheduler;
        this.cluster = cluster;
        this.calls = calls;
        this.refreshes = refreshes;
        this.lookups = lookups;
        this.facts = facts;
        this.seed = seed;
    }

    void perform(Step step) {
        Draw draw = Draw.of(seed, 7, step.number());
        if (step.kind() == Step.Kind.SIGN_IN) {
            signIn(step, draw);
            return;
        }
        Device device = devices.get(step.session());
        Node node = node(step.node());
        if (device == null || node == null) {
            return;
        }
        SessionFacts session = device.session;
        switch (step.kind()) {
            case REFRESH -> refresh(device, device.newest(), step.node(), draw);
            case TABS -> tabs(device, step, draw);
            case THIEF -> refreshOnce(device, device.older(step.amount()), node, draw);
            case OLD_AFTER_ANSWER -> refreshOnce(device, device.previous(), node, draw);
            case STEP_UP -> stepUp(device, node, step, draw);
            case DESCRIBE -> describe(session, node, step, draw);
            case SET_CLAIMS -> setClaims(session, node, step, draw);
            case FIND -> lookups.found(session, calls.ask(node, "find", draw, call -> {}, api -> api.find(session.id)));
            case LIST -> list(session.subject, node, draw);
            case REVOKE -> calls.ask(node, "revoke", draw, call -> {}, api -> api.revoke(session.id));
            case REVOKE_BY_REFRESH ->
                calls.ask(
                        node,
                        "revokeByRefreshToken",
                        draw,
                        call -> {},
                        api -> api.revokeByRefreshToken(device.newest().text()));
            case REVOKE_OTHERS ->
                calls.ask(node, "revokeOthers", draw, call -> {}, api -> api.revokeOthers(session.id));
            case REVOKE_ALL -> calls.ask(node, "revokeAll", draw, call -> {}, api -> api.revokeAll(session.subject));
            case REVOKE_EVERYTHING -> calls.ask(node, "revokeEverything", draw, call -> {}, Api::revokeEverything);
            case EXPIRE ->
                calls.ask(node, "expireAccessTokens", draw, call -> {}, api -> api.expireAccessTokens(session.id));
            case EXPIRE_ALL ->
                calls.ask(
                        node,
                        "expireAccessTokens of all",
                        draw,
                        call -> {},
                        api -> api.expireAccessTokens(session.subject));
            case ROLE -> {
                long role = cluster.roles.change(session.subject);
                calls.ask(
                        node,
                        "expireAccessTokens for a role",
                        draw,
                        call -> call.role = role,
                        api -> api.expireAccessTokens(session.subject));
            }
            default -> throw new IllegalStateException("not an actor's step: " + step.kind());
        }
    }

    /** At the end, when nothing fails any more: every client that was not signed out goes on. */
    void goOn() {
        for (Map.Entry<Integer, Device> entry : Map.copyOf(devices).entrySet()) {
            Device device = entry.getValue();
            if (!refresh(device, device.newest(), entry.getKey(), Draw.of(seed, 8, entry.getKey()))) {
                throw facts.broken("G13", "a client does not get on, though nothing fails: " + device.session.label);
            }
        }
    }

    private void signIn(Step step, Draw draw) {
        String subject = "user-" + step.amount() % SUBJECTS;
        CreateOptions options =
                CreateOptions.claims(Map.of(CLAIM, step.number())).withFactors("pwd");
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Node node = node(step.node() + attempt);
            if (node != null) {
                Reply<SessionTokens> reply = calls.ask(
                        node,
                        "create",
                        draw,
                        call -> {
                            call.label = "s" + step.number();
                            call.factor = Optional.of("pwd");
                            call.claims = Optional.of(step.number());
                        },
                        api -> api.create(subject, CONTEXT, options));
                if (reply.value().isPresent()) {
                    signedIn(step.number(), reply, reply.value().get());
                    return;
                }
            }
            scheduler.sleep(draw.between(100_000, 2_000_000));
        }
    }

    private void signedIn(int number, Reply<SessionTokens> reply, SessionTokens tokens) {
        SessionFacts session = facts.of(tokens.sessionId());
        if (session == null) {
            throw facts.broken("G1", "tokens were given for a session that was not stored");
        }
        Device device = new Device(session);
        device.got(tokens, refreshes.issued(session, tokens, reply));
        calls.gave(session, tokens, reply);
        devices.put(number, device);
    }

    private void tabs(Device device, Step step, Draw draw) {
        Device.Held held = device.newest();
        int tabs = draw.chance(0.5) ? 2 : 3;
        for (int tab = 0; tab < tabs; tab++) {
            long at = scheduler.now() + draw.between(0, 3_000);
            Draw own = Draw.of(draw.next());
            int first = step.node() + tab;
            scheduler.start(at, "tab", () -> refresh(device, held, first, own));
        }
    }

    /** As an honest client does: it tries again with the same token. True if it got tokens, or has to sign in. */
    private boolean refresh(Device device, Device.Held held, int firstNode, Draw draw) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Node node = node(firstNode + attempt);
            if (node != null) {
                Reply<SessionTokens> reply = refreshOnce(device, held, node, draw);
                if (reply.value().isPresent()
                        || reply.refusal()
                                .map(SessionException::action)
                                .equals(Optional.of(SessionException.Action.SIGN_IN))) {
                    return true;
                }
                held = device.newest().generation() > held.generation() ? device.newest() : held;
            }
            scheduler.sleep(draw.between(50_000, 2_000_000));
        }
        return false;
    }

    private Reply<SessionTokens> refreshOnce(Device device, Device.Held held, Node node, Draw draw) {
        Reply<SessionTokens> reply = calls.ask(
                node,
                "refresh " + device.session.label + " " + held.generation(),
                draw,
                call -> call.presented = device.session.id,
                api -> api.refresh(held.text(), CONTEXT));
        refreshes.refreshed(device.session, held.generation(), reply);
        got(device, reply, draw);
        return reply;
    }

    private void stepUp(Device device, Node node, Step step, Draw draw) {
        String factor = step.amount() % 2 == 0 ? "otp" : "hwk";
        Reply<SessionTokens> reply = calls.ask(
                node,
                "reauthenticated " + device.session.label,
                draw,
                call -> call.factor = Optional.of(factor),
                api -> api.reauthenticated(device.session.id, CONTEXT, factor));
        refreshes.steppedUp(device.session, reply);
        got(device, reply, draw);
    }

    private void got(Device device, Reply<SessionTokens> reply, Draw draw) {
        reply.value().ifPresent(tokens -> {
            calls.gave(device.session, tokens, reply);
            // The answer's way to the client: it may be lost there too.
            if (!cluster.settings.weather().equals(Weather.CALM) && draw.chance(0.05)) {
                return;
            }
            device.got(
                    tokens,
                    reply.run()
                            .api()
                            .orElseThrow()
                            .identify(tokens.refreshToken())
                            .generation());
        });
    }

    private void describe(SessionFacts session, Node node, Step step, Draw draw) {
        String name = "name " + step.number();
        calls.ask(
                node,
                "describe " + session.label,
                draw,
                call -> call.name = Optional.of(name),
                api -> api.describe(session.id, SessionDescription.of(name)));
    }

    private void setClaims(SessionFacts session, Node node, Step step, Draw draw) {
        calls.ask(
                node,
                "setClaims " + session.label,
                draw,
                call -> call.claims = Optional.of(step.number()),
                api -> api.setClaims(session.id, Map.of(CLAIM, step.number())));
    }

    private void list(String subject, Node node, Draw draw) {
        Reply<List<UserSession>> reply = calls.ask(node, "list", draw, call -> {}, api -> api.list(subject));
        lookups.listed(subject, reply);
    }

    private @Nullable Node node(int choice) {
        List<Node> up = cluster.managersUp();
        return up.isEmpty() ? null : up.get(choice % up.size());
    }
}
