package io.symbolon.testkit.simulation;

import io.symbolon.CreateOptions;
import io.symbolon.SessionDescription;
import io.symbolon.SessionLimitException;
import io.symbolon.SessionTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients and administrators do. Each step is done by a task of its own. */
final class Actors {
    static final String CLAIM = "k";

    static final int SUBJECTS = 3;

    private static final double BOUND_AT_SIGN_IN = 0.05;

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final Calls calls;
    private final Clients clients;
    private final KeyHolders keyHolders;
    private final RefreshRules refreshes;
    private final Lookups lookups;
    private final Facts facts;
    private final long seed;
    private final Map<Integer, Device> devices = new HashMap<>();

    Actors(
            Stage stage,
            Cluster cluster,
            Calls calls,
            Clients clients,
            KeyHolders keyHolders,
            RefreshRules refreshes,
            Lookups lookups) {
        this.scheduler = stage.scheduler();
        this.cluster = cluster;
        this.calls = calls;
        this.clients = clients;
        this.keyHolders = keyHolders;
        this.refreshes = refreshes;
        this.lookups = lookups;
        this.facts = stage.facts();
        this.seed = stage.seed();
    }

    void perform(Step step) {
        Draw draw = Draw.of(seed, 7, step.number());
        if (step.kind() == Step.Kind.SIGN_IN) {
            signIn(step, draw);
            return;
        }
        Device device = devices.get(step.session());
        Node node = clients.node(step.node());
        if (device == null || node == null) {
            return;
        }
        SessionFacts session = device.session;
        switch (step.kind()) {
            case REFRESH -> clients.refresh(device, device.newest(), step.node(), draw);
            case TABS -> tabs(device, step, draw);
            case THIEF -> clients.refreshOnce(device, device.older(step.amount()), node, draw);
            case OLD_AFTER_ANSWER -> clients.refreshOnce(device, device.previous(), node, draw);
            case BIND -> keyHolders.bind(device, step.node(), draw);
            case KEY_THIEF -> keyHolders.steal(device, step.node(), draw);
            case STEP_UP -> stepUp(device, node, step, draw);
            case DESCRIBE -> describe(session, node, step, draw);
            case SET_CLAIMS -> setClaims(session, node, step, draw);
            case FIND -> lookups.find(session, node, draw);
            case LIST -> lookups.list(session.subject, node, draw);
            case LIST_PAGES -> lookups.listPages(session.subject, step, draw);
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
            if (!clients.refresh(device, device.newest(), entry.getKey(), Draw.of(seed, 8, entry.getKey()))) {
                throw facts.broken("G13", "a client does not get on, though nothing fails: " + device.session.label);
            }
        }
    }

    private void signIn(Step step, Draw draw) {
        String subject = "user-" + step.amount() % SUBJECTS;
        List<ClientSettings> choices = cluster.settings.clients();
        ClientSettings client = choices.get((int) (step.amount() / SUBJECTS % choices.size()));
        CreateOptions anyClient =
                CreateOptions.claims(Map.of(CLAIM, step.number())).withFactors("pwd");
        CreateOptions options = client.equals(choices.get(0)) ? anyClient : anyClient.withClient(client.id());
        for (int attempt = 0; attempt < Clients.MOST_TRIES; attempt++) {
            Node node = clients.node(step.node() + attempt);
            if (node != null) {
                Reply<SessionTokens> reply = calls.ask(
                        node,
                        "create",
                        draw,
                        call -> {
                            call.label = "s" + step.number();
                            call.client = client;
                            call.factor = Optional.of("pwd");
                            call.claims = Optional.of(step.number());
                        },
                        api -> api.create(subject, Clients.CONTEXT, options));
                if (reply.value().isPresent()) {
                    signedIn(step, reply, reply.value().get());
                    return;
                }
                if (reply.refusal()
                        .filter(SessionLimitException.class::isInstance)
                        .isPresent()) {
                    return;
                }
            }
            scheduler.sleep(draw.between(100_000, 2_000_000));
        }
    }

    private void signedIn(Step step, Reply<SessionTokens> reply, SessionTokens tokens) {
        SessionFacts session = facts.of(tokens.sessionId());
        if (session == null) {
            throw facts.broken("G1", "tokens were given for a session that was not stored");
        }
        Device device = new Device(session);
        refreshes.issued(session, tokens, reply);
        clients.keep(device, tokens, reply);
        calls.gave(session, tokens, reply);
        devices.put(step.number(), device);
        Draw draw = Draw.of(seed, 10, step.number());
        if (draw.chance(BOUND_AT_SIGN_IN)) {
            scheduler.start(
                    scheduler.now() + draw.between(0, 3_000_000),
                    "bind",
                    () -> keyHolders.bind(device, step.node(), draw));
        }
    }

    private void tabs(Device device, Step step, Draw draw) {
        Device.Held held = device.newest();
        int tabs = draw.chance(0.5) ? 2 : 3;
        for (int tab = 0; tab < tabs; tab++) {
            long at = scheduler.now() + draw.between(0, 3_000);
            Draw own = Draw.of(draw.next());
            int first = step.node() + tab;
            scheduler.start(at, "tab", () -> clients.refresh(device, held, first, own));
        }
    }

    private void stepUp(Device device, Node node, Step step, Draw draw) {
        String factor = step.amount() % 2 == 0 ? "otp" : "hwk";
        Reply<SessionTokens> reply = calls.ask(
                node,
                "reauthenticated " + device.session.label,
                draw,
                call -> call.factor = Optional.of(factor),
                api -> api.reauthenticated(device.session.id, Clients.CONTEXT, factor));
        refreshes.steppedUp(device.session, reply);
        clients.got(device, reply, draw);
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
}
