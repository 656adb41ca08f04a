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
    static final String ISSUER = "https://login.example.com";
    private static final String AUDIENCE = "https://api.example.com";
    private static final int MOST_FOLLOWERS = 10;
    private static final long NEXT_TRY = 1_000_000;

    final Settings settings;
    final Roles roles;

    private final Stage stage;
    private final Scheduler scheduler;
    private final Servers servers;
    private final Facts facts;
    private final LimitRules limits;
    private final Keys keys;
    private final Hooks hooks;
    private final long seed;
    private final List<Node> nodes = new ArrayList<>();

    Cluster(Stage stage, LimitRules limits, Settings settings, Hooks hooks, Consumer<Node> afterReading) {
        this.stage = stage;
        this.scheduler = stage.scheduler();
        this.servers = stage.servers();
        this.facts = stage.facts();
        this.limits = limits;
        this.settings = settings;
        this.hooks = hooks;
        this.seed = stage.seed();
        this.roles = new Roles(scheduler);
        this.keys = new Keys(Draw.of(seed, 2));
        Draw draw = Draw.of(seed, 3);
        for (int number = 0; number < settings.managers(); number++) {
            add("node" + (number + 1), Node.Kind.MANAGER, draw, afterReading);
        }
        add("verifier", Node.Kind.VERIFIER, draw, afterReading);
        if (settings.hasFeedVerifier()) {
            add("feed verifier", Node.Kind.FEED_VERIFIER, draw, afterReading);
        }
    }

    private void add(String name, Node.Kind kind, Draw draw, Consumer<Node> afterReading) {
        SimulatedClock clock = new SimulatedClock(scheduler, draw.between(-2_000_000, 2_000_000));
        nodes.add(new Node(name, nodes.size(), kind, clock, stage, afterReading));
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
        NodeEvents events = events(node);
        News news = new News(node, scheduler, servers, facts);
        LinkedLog log = new LinkedLog(scheduler, servers, node, logDraw(node), events);
        Link link = link(node, hooks.log().apply(log));
        ClientSettings own = settings.ofBuilder();
        JwtUserSessionManager.Builder builder = JwtUserSessionManager.builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .signingKeys(keys.signing(node.keyPhase))
                .refreshTokenKeys(keys.refresh(node.keyPhase))
                .accessTokenTtl(own.accessTokenTtl())
                .lifetime(SessionLifetime.of(own.idle(), own.absolute()))
                .rotation(own.rotation())
                .sessionLimit(settings.limit())
                .contextGuard(ContextGuard.none())
                .stalenessPolicy(settings.staleness())
                .verifiedTokenCache(100)
                .clock(hooks.clock().apply(node.clock))
                .listener(hooks.listener().apply(news))
                .storage(hooks.storage().apply(link));
        settings.clients().stream().skip(1).forEach(client -> builder.client(client.id(), client.policy()));
        if (settings.hasClaimsSource()) {
            builder.claimsSource(roles);
        }
        JwtUserSessionManager manager = hooks.manager().apply(builder).build();
        log.started();
        news.started();
        Api api = hooks.api().apply(manager);
        FeedServer feed =
                new FeedServer(scheduler, hooks.feed().apply(manager.sharedRevocationLog(MOST_FOLLOWERS)), log);
        return new Run(
                Optional.of(api),
                api::verify,
                Optional.of(feed),
                link,
                log,
                events,
                news,
                () -> manager.revocationStatus().droppedEvents(),
                manager::close);
    }

    private Run verifier(Node node) {
        boolean isOfFeed = node.kind == Node.Kind.FEED_VERIFIER;
        NodeEvents events = events(node);
        News news = new News(node, scheduler, servers, facts);
        LinkedLog log =
                isOfFeed ? feedLog(node, events) : new LinkedLog(scheduler, servers, node, logDraw(node), events);
        SimulatedRevocationLog hooked = isOfFeed ? log : hooks.log().apply(log);
        AccessTokenVerifier verifier = AccessTokenVerifier.builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .keys(keys.signing(node.keyPhase))
                .revocations(hooked)
                .stalenessPolicy(settings.staleness())
                .verifiedTokenCache(100)
                .clock(hooks.clock().apply(node.clock))
                .listener(hooks.listener().apply(news))
                .build();
        log.started();
        news.started();
        return new Run(
                Optional.empty(),
                verifier::verify,
                Optional.empty(),
                link(node, hooked),
                log,
                events,
                news,
                () -> verifier.revocationStatus().orElseThrow().droppedEvents(),
                verifier::close);
    }

    private Link link(Node node, SimulatedRevocationLog log) {
        return new Link(scheduler, servers, facts, limits, node, Draw.of(seed, 5, node.number, node.runs), log);
    }

    private NodeEvents events(Node node) {
        return new NodeEvents(scheduler, settings.pace(), Draw.of(seed, 11, node.number, node.runs));
    }

    private Draw logDraw(Node node) {
        return Draw.of(seed, 6, node.number, node.runs);
    }

    private LinkedLog feedLog(Node node, NodeEvents events) {
        Draw draw = logDraw(node);
        FeedLink link = new FeedLink(scheduler, servers, node, draw, this::managersUp);
        return new LinkedLog(scheduler, servers, node, draw, events, new FeedSource(link));
    }
}
