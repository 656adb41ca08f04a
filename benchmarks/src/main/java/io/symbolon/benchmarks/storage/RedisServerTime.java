package io.symbolon.benchmarks.storage;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the server is busy with each call, whatever its clients and the way to them take. */
final class RedisServerTime {
    private static final int FULL_CALLS = 10_000;
    private static final String TABLE = "redis-server";

    private static final Pattern PROCESSOR = Pattern.compile("used_cpu_(?:sys|user):([0-9.]+)");
    private static final Pattern SCRIPTS = Pattern.compile("cmdstat_evalsha:calls=\\d+,usec=(\\d+)");

    private final String title;
    private final StatefulRedisConnection<String, String> connection;
    private final int calls;
    private final List<Figure> figures = new ArrayList<>();

    private interface Call {
        void run(int number) throws Exception;
    }

    private RedisServerTime(String title, StatefulRedisConnection<String, String> connection, int calls) {
        this.title = title;
        this.connection = connection;
        this.calls = calls;
    }

    static List<Figure> measure(Form form, String title, RedisClient client, SessionSystem system) throws Exception {
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisServerTime time = new RedisServerTime(title, connection, form.scaled(FULL_CALLS));
            List<String> handles = new ArrayList<>();
            time.measure("create", number -> handles.add(system.create(subject(number))));
            time.measure("refresh", number -> handles.set(number, system.refresh(handles.get(number))));
            time.measure("list", number -> system.list(subject(number)));
            time.measure("revoke", number -> system.revoke(handles.get(number)));
            return time.figures;
        }
    }

    private void measure(String verb, Call call) throws Exception {
        double processor = processorMicros();
        double scripts = scriptMicros();
        for (int i = 0; i < calls; i++) {
            call.run(i);
        }
        String row = verb + ", " + title;
        figures.add(new Figure(TABLE, row, "server's processor, µs a call", (processorMicros() - processor) / calls));
        double inScripts = (scriptMicros() - scripts) / calls;
        if (inScripts > 0) {
            figures.add(new Figure(TABLE, row, "in scripts, µs a call", inScripts));
        }
    }

    private double processorMicros() {
        return sum(PROCESSOR, connection.sync().info("cpu")) * 1e6;
    }

    private double scriptMicros() {
        return sum(SCRIPTS, connection.sync().info("commandstats"));
    }

    private static double sum(Pattern pattern, String info) {
        Matcher found = pattern.matcher(info);
        double sum = 0;
        while (found.find()) {
            sum += Double.parseDouble(found.group(1));
        }
        return sum;
    }

    private static String subject(int number) {
        return "timed-" + number;
    }
}
