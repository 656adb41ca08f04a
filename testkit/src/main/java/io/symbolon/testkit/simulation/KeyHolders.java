package io.symbolon.testkit.simulation;

import io.symbolon.BindingProof;
import io.symbolon.BindingRefusedException;
import io.symbolon.SessionTokens;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Clients that bind their session to a key, and thieves who have all of a client's tokens, but no key of it. */
final class KeyHolders {
    private static final double TWO_AT_ONCE = 0.3;

    private final Scheduler scheduler;
    private final Calls calls;
    private final Clients clients;
    private final RefreshRules refreshes;
    private final ClientKeys keys;

    KeyHolders(Scheduler scheduler, Calls calls, Clients clients, RefreshRules refreshes, ClientKeys keys) {
        this.scheduler = scheduler;
        this.calls = calls;
        this.clients = clients;
        this.refreshes = refreshes;
        this.keys = keys;
    }

    /** Sometimes with two keys at once, or with one twice, as two tabs do. */
    void bind(Device device, int node, Draw draw) {
        Optional<Device.Registration> registration = device.registration();
        if (registration.isEmpty()) {
            return;
        }
        ProofKey key = keys.next(draw.oneOf(List.of(ProofKey.Kind.values())));
        if (draw.chance(TWO_AT_ONCE)) {
            ProofKey other = draw.chance(0.7) ? keys.next(key.kind()) : key;
            Draw own = Draw.of(draw.next());
            scheduler.start(
                    scheduler.now() + draw.between(0, 3_000),
                    "second tab",
                    () -> bind(device, registration.get(), other, node + 1, own));
        }
        bind(device, registration.get(), key, node, draw);
    }

    /** Who has the tokens tries to go on without the key. */
    void steal(Device device, int choice, Draw draw) {
        Node node = clients.node(choice);
        if (node == null) {
            return;
        }
        Device.Held held = device.any(draw);
        switch (draw.below(5)) {
            case 0 -> take(device, held, node, draw, call -> {});
            case 1 -> take(device, held, node, draw, call -> call.saysKeyLost = true);
            case 2 -> withAKeyOfHisOwn(device, held, node, draw);
            case 3 -> {
                List<SentProof> copied = device.proofs();
                if (!copied.isEmpty()) {
                    SentProof proof =
                            draw.chance(0.5) ? copied.get(copied.size() - 1) : copied.get(draw.below(copied.size()));
                    take(device, held, node, draw, call -> call.proof = Optional.of(proof));
                }
            }
            default -> {
                if (device.session.binding.last().isPresent()) {
                    device.registration()
                            .ifPresent(copied -> register(
                                    device,
                                    copied,
                                    keys.next(draw.oneOf(List.of(ProofKey.Kind.values()))),
                                    node,
                                    draw));
                }
            }
        }
    }

    /** He answers the challenge, and shows his key, as who binds a session does. */
    private void withAKeyOfHisOwn(Device device, Device.Held held, Node node, Draw draw) {
        Reply<SessionTokens> first = take(device, held, node, draw, call -> {});
        Optional<Challenge> challenge = Clients.challenge(device, first);
        Node next = clients.node(draw.below(8));
        if (challenge.isPresent() && next != null) {
            ProofKey.Kind kind = device.keys().isEmpty()
                    ? ProofKey.Kind.SOFTWARE
                    : device.keys().get(0).kind();
            ProofKey own = keys.next(kind);
            BindingProof shown = own.registration(challenge.get().text());
            take(
                    device,
                    held,
                    next,
                    draw,
                    call -> call.proof = Optional.of(new SentProof(shown, own, challenge.get())));
        }
    }

    private Reply<SessionTokens> take(Device device, Device.Held held, Node node, Draw draw, Consumer<ApiCall> about) {
        Reply<SessionTokens> reply = clients.ask(device, held, node, draw, about);
        reply.value().ifPresent(tokens -> calls.gave(device.session, tokens, reply));
        return reply;
    }

    private void bind(Device device, Device.Registration registration, ProofKey key, int firstNode, Draw draw) {
        device.use(key);
        for (int attempt = 0; attempt < Clients.MOST_TRIES; attempt++) {
            Node node = clients.node(firstNode + attempt);
            if (node != null) {
                Reply<SessionTokens> reply = register(device, registration, key, node, draw);
                clients.got(device, reply, draw);
                if (reply.value().isPresent()) {
                    device.use(key);
                    return;
                }
                if (reply.refusal()
                        .filter(BindingRefusedException.class::isInstance)
                        .isPresent()) {
                    return;
                }
            }
            scheduler.sleep(draw.between(50_000, 2_000_000));
        }
    }

    private Reply<SessionTokens> register(
            Device device, Device.Registration registration, ProofKey key, Node node, Draw draw) {
        BindingProof proof = key.registration(registration.challenge());
        Reply<SessionTokens> reply = calls.ask(
                node,
                "bind " + device.session.label,
                draw,
                call -> call.key = Optional.of(key),
                api -> api.bind(device.session.id, proof));
        refreshes.bound(device.session, key, registration, reply);
        return reply;
    }
}
