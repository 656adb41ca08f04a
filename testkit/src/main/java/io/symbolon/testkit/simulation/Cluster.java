package io.symbolon.testkit.simulation;

import io.symbolon.AccessTokenVerifier;
import io.symbolon.ContextGuard;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionLifetime;
import io.symbolon.SessionStorageException;
import io.symbolon.storage.SimulatedRevocationLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The nodes of a history: they start, crash and start again. */
final class Cluster {
    private static final String ISSUER = "https://login.example.com";
    private static final String AUDIENCE = "https://api.example.com";
    private static final int MOST_FOLLOWERS = 10;
    private static final long NEXT_TRY = 1_000_000;

    final Settings settings;
    final Roles roles;

    private final Scheduler scheduler;
    private final Servers servers;
    private final Facts facts;
    private final Keys keys;
    private final Hooks hooks;
    private final long seed;
    private final List<Node> nodes = new ArrayList<>();

    Cluster(
            Scheduler scheduler,
            Servers servers,
            Facts facts,
            Settings settings,
            Hooks hooks,
            long seed,
            Delays delays,
            Consumer<Node> afterReading) {
        this.scheduler = scheduler;
        this.servers = servers;
        this.facts = facts;
        this.settings = settings;
        this.hooks = hooks;
        this.seed = seed;
        this.roles = new Roles(scheduler);
        this.keys = new Keys(Draw.of(seed, 2));
        Draw draw = Draw.of(seed, 3);
        for (int number = 0; number < settings.managers(); number++) {
            add("node" + (number + 1), Node.Kind.MANAGER, draw, delays, afterReading);
        }
        add("verifier", Node.Kind.VERIFIER, draw, delays, afterReading);
        if (settings.hasFeedVerifier()) {
            add("feed verifier", Node.Kind.FEED_VERIFIER, draw, delays, afterReading);
        }
    }

    private void add(String name, Node.Kind kind, Draw draw, Delays delays, Consumer<Node> afterReading) {
        SimulatedClock clock = new SimulatedClock(scheduler, draw.between(-2_000_000, 2_000_000));
        nodes.add(new Node(name, nodes.size(), kind, clock, scheduler, facts, delays, afterReading));
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The managers that are up. */
    List<Node> managersUp() {
        return nodes.stream()
                .filter(node -> node.kind == Node.Kind.MANAGER && node.run != null)
                .toList();
    }

    /** Starts a node, trying until it can; to be called by a task of its own. */
    void start(Node node) {
        while (node.run == null) {
            try {
                node.starts();
                node.run = node.kind == Node.Kind.MANAGER ? manager(node) : verifier(node);
                return;
            } catch (SessionStorageException | IllegalStateException notNow) {
                scheduler.sleep(NEXT_TRY);
            }
        }
    }

    void crash(Node node) {
        Run run = node.run;
        if (run != null) {
            node.run = null;
            run.crash();
        }
    }

    /** Moves a node to the next deployment of the keys, if no node is left two behind; it has to be started again. */
    boolean rollKeys(Node node) {
        int lowest = nodes.stream().mapToInt(other -> other.keyPhase).min().orElse(0);
        if (node.keyPhase == Keys.LAST_PHASE || node.keyPhase > lowest) {
            return false;
        }
        node.keyPhase++;
        return true;
    }

    private Run manager(Node node) {
        LinkedLog log = log(node);
        SimulatedRevocationLog hooked = hooks.log().apply(log);
        Link link = new Link(scheduler, servers, facts, node, Draw.of(seed, 5, node.number, node.runs), hooked);
        JwtUserSessionManager.Builder builder = JwtUserSessionManager.builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .signingKeys(keys.signing(node.keyPhase))
                .refreshTokenKeys(keys.refresh(node.keyPhase))
                .accessTokenTtl(settings.accessTokenTtl())
                .lifetime(SessionLifetime.of(settings.idle(), settings.absolute()))
                .rotation(settings.rotation())
                .contextGuard(ContextGuard.none())
                .stalenessPolicy(settings.staleness())
                .verifiedTokenCache(100)
                .clock(hooks.clock().apply(node.clock))
                .storage(hooks.storage().apply(link));
        if (settings.hasClaimsSource()) {
            builder.claimsSource(roles);
        }
        JwtUserSessionManager manager = hooks.manager().apply(builder).build();
        log.started();
        Api api = hooks.api().apply(manager);
        FeedServer feed =
                new FeedServer(scheduler, hooks.feed().apply(manager.sharedRevocationLog(MOST_FOLLOWERS)), log);
        return new Run(Optional.of(api), api::verify, Optional.of(feed), link, log, manager::close);
    }

    private Run verifier(Node node) {
        boolean isOfFeed = node.kind == Node.Kind.FEED_VERIFIER;
        LinkedLog log = isOfFeed ? feedLog(node) : log(node);
        SimulatedRevocationLog hooked = isOfFeed ? log : hooks.log().apply(log);
        AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .keys(keys.signing(node.keyPhase))
                .revocations(hooked)
                .stalenessPolicy(settings.staleness())
                .verifiedTokenCache(100)
                .clock(hooks.clock().apply(node.clock))
                .build();
        log.started();
        Link link = new Link(scheduler, servers, facts, node, Draw.of(seed, 5, node.number, node.runs), hooked);
        return new Run(Optional.empty(), verifier::verify, Optional.empty(), link, log, verifier::close);
    }

    private LinkedLog log(Node node) {
        return new LinkedLog(scheduler, servers, node, Draw.of(seed, 6, node.number, node.runs));
    }

    private LinkedLog feedLog(Node node) {
        Draw draw = Draw.of(seed, 6, node.number, node.runs);
        FeedLink link = new FeedLink(scheduler, servers, node, draw, this::managersUp);
        return new LinkedLog(scheduler, servers, node, draw, new FeedSource(link));
    }
}
