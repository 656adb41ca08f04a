package io.symbolon.benchmarks.storage;

import io.lettuce.core.RedisClient;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.memory.NodeStart;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.redis.RedisUserSessionStorage;
import io.symbolon.storage.UserSessionStorage;
import java.util.ArrayList;
import java.util.List;

/** Everything that is measured on Redis. */
public final class RedisPrograms {
    private final Form form;
    private final Load load;
    private final List<Figure> figures = new ArrayList<>();

    private RedisPrograms(Form form) {
        this.form = form;
        this.load = new Load(form, "redis-load");
    }

    public static List<Figure> measure(Form form) throws Exception {
        RedisPrograms programs = new RedisPrograms(form);
        try (RedisServer server = RedisServer.start()) {
            RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port());
            try {
                programs.run(client, server.port());
            } finally {
                client.shutdown();
            }
        }
        return programs.figures;
    }

    private void run(RedisClient client, int port) throws Exception {
        run("floor", client, new RedisFloor(client));
        run("Symbolon", client, new SymbolonSystem(symbolon(client)));
        run("Spring Session", client, SpringSessionSystem.onRedis(port));
        run("Sa-Token", client, new SaTokenSystem(client));
        empty(client);
        try (UserSessionStorage one = symbolon(client);
                UserSessionStorage other = symbolon(client)) {
            figures.addAll(Propagation.measure(form, "Redis", one, other));
        }
        empty(client);
        try (UserSessionStorage storage = symbolon(client)) {
            figures.addAll(NodeStart.measure(form, "Redis", storage));
        }
    }

    private void run(String title, RedisClient client, SessionSystem system) throws Exception {
        try (system) {
            figures.addAll(load.measure(title, system));
            figures.addAll(RedisServerTime.measure(form, title, client, system));
            figures.addAll(RedisBytes.measure(form, title, client, system));
        }
        empty(client);
    }

    private static UserSessionStorage symbolon(RedisClient client) {
        return RedisUserSessionStorage.builder(client).build();
    }

    private static void empty(RedisClient client) {
        try (var connection = client.connect()) {
            connection.sync().flushall();
        }
    }
}
