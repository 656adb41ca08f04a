package io.symbolon.demo;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/** The demo on a free port, and a client of it. */
public final class RunningDemo extends DemoClient implements AutoCloseable {
    private final ConfigurableApplicationContext application;

    /**
     * Starts it.
     *
     * @param folder where it keeps its data
     * @param settings such as {@code --symbolon.access-token-ttl=1m}
     */
    public RunningDemo(Path folder, String... settings) {
        this(DemoApplication.start(
                Stream.concat(Stream.of("--server.port=0", "--demo.folder=" + folder), Stream.of(settings))
                        .toArray(String[]::new)));
    }

    private RunningDemo(ConfigurableApplicationContext application) {
        super(application.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        this.application = application;
    }

    /** As Ctrl-C does. */
    void stop() {
        application.close();
    }

    @Override
    public void close() {
        stop();
    }
}
