package io.symbolon.testkit.simulation;

import io.symbolon.InvalidRefreshTokenException;
import io.symbolon.RefreshRequest;
import io.symbolon.SessionContext;
import io.symbolon.SessionException;
import io.symbolon.SessionTokens;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How clients refresh, and what they keep of the answers. */
final class Clients {
    static final SessionContext CONTEXT = SessionContext.of("192.0.2.1");
    static final int MOST_TRIES = 5;

    private static final double ANSWERS_THE_LAST = 0.3;

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final Calls calls;
    private final RefreshRules refreshes;
    private final BindingRules bindings;

    Clients(Scheduler scheduler, Cluster cluster, Calls calls, RefreshRules refreshes, BindingRules bindings) {
        this.scheduler = scheduler;
        this.cluster = cluster;
        this.calls = calls;
        this.refreshes = refreshes;
        this.bindings = bindings;
    }

    /** As an honest client does: it tries again with the same token. True if it got tokens, or has to sign in. */
    boolean refresh(Device device, Device.Held first, int firstNode, Draw draw) {
        Device.Held held = first;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Node node = node(firstNode + attempt);
            if (node != null) {
                Reply<SessionTokens> reply = refreshProving(device, held, node, draw);
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

    /** One try without a proof: of who has tokens only. */
    void refreshOnce(Device device, Device.Held held, Node node, Draw draw) {
        got(device, ask(device, held, node, draw, call -> {}), draw);
    }

    /** Presents a token, and keeps nothing of the answer. */
    Reply<SessionTokens> ask(Device device, Device.Held held, Node node, Draw draw, Consumer<ApiCall> about) {
        Reply<SessionTokens> reply = calls.ask(
                node,
                "refresh " + device.session.label + " " + held.generation(),
                draw,
                call -> {
                    call.presented = device.session.id;
                    about.accept(call);
                },
                (call, api) -> api.refresh(held.text(), request(call)));
        refreshes.refreshed(device.session, held, reply);
        return reply;
    }

    /** What a client keeps of tokens that it was given. */
    void got(Device device, Reply<SessionTokens> reply, Draw draw) {
        reply.value().ifPresent(tokens -> {
            calls.gave(device.session, tokens, reply);
            // The answer's way to the client: it may be lost there too.
            if (!cluster.settings.weather().equals(Weather.CALM) && draw.chance(0.05)) {
                return;
            }
            keep(device, tokens, reply);
        });
    }

    void keep(Device device, SessionTokens tokens, Reply<SessionTokens> reply) {
        Api api = reply.run().api().orElseThrow();
        int generation = api.identify(tokens.refreshToken()).generation();
        device.got(tokens, generation);
        boolean isOfUser =
                tokens.origin() == SessionTokens.Origin.SIGN_IN || tokens.origin() == SessionTokens.Origin.STEP_UP;
        if (isOfUser && tokens.binding().isEmpty()) {
            device.mayBind(api.registrationChallenge(tokens), generation);
        } else {
            bindings.requireNoRegistration(device.session, tokens, api);
        }
    }

    /** The challenge of an answer that asks for a proof. */
    static Optional<Challenge> challenge(Device device, Reply<SessionTokens> reply) {
        return reply.refusal()
                .filter(InvalidRefreshTokenException.class::isInstance)
                .map(InvalidRefreshTokenException.class::cast)
                .flatMap(InvalidRefreshTokenException::challenge)
                .map(text -> new Challenge(
                        text,
                        device.session.id,
                        reply.call().storageTime.span(),
                        reply.call().nodeTime.span()));
    }

    @Nullable
    Node node(int choice) {
        List<Node> up = cluster.managersUp();
        return up.isEmpty() ? null : up.get(choice % up.size());
    }

    /** Sometimes with an answer to the last challenge first; then to the new one, with each of its keys. */
    private Reply<SessionTokens> refreshProving(Device device, Device.Held held, Node first, Draw draw) {
        boolean answersTheLast = device.challenge().isPresent() && draw.chance(ANSWERS_THE_LAST);
        Reply<SessionTokens> reply = ask(device, held, first, draw, call -> {
            if (answersTheLast) {
                call.proof = proof(device, 0);
            }
        });
        for (int number = 0; number < device.keys().size(); number++) {
            Optional<Challenge> challenge = challenge(device, reply);
            Node node = node(draw.below(8));
            if (challenge.isEmpty() || node == null) {
                break;
            }
            device.challenged(challenge.get());
            Optional<SentProof> proof = proof(device, number);
            reply = ask(device, held, node, draw, call -> call.proof = proof);
        }
        if (reply.value().isPresent()) {
            reply.call().proof.ifPresent(proof -> device.use(proof.key()));
        }
        got(device, reply, draw);
        return reply;
    }

    private static Optional<SentProof> proof(Device device, int number) {
        List<ProofKey> keys = device.keys();
        return number < keys.size()
                ? device.challenge().map(challenge -> device.proof(keys.get(number), challenge))
                : Optional.empty();
    }

    private static RefreshRequest request(ApiCall call) {
        RefreshRequest request = RefreshRequest.of(CONTEXT);
        if (call.saysKeyLost) {
            request = request.withKeyLost();
        }
        return call.proof.isPresent() ? request.withProof(call.proof.get().proof()) : request;
    }
}
