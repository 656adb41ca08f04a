package io.symbolon.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.Closer;
import io.symbolon.testkit.SettableClock;
import io.symbolon.testkit.StorageFixture;
import io.symbolon.testkit.TcpRelay;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Storages on a test database, each with a pool of its own. */
final class JdbcFixture implements StorageFixture {
    /** A pool tries again for as long as a caller waits: where there is no server, that need not be long. */
    private static final Duration LONGEST_WAIT_WHILE_AWAY = Duration.ofSeconds(1);

    private final TestDatabase database;
    private final Consumer<HikariConfig> poolSettings;
    private final Consumer<JdbcUserSessionStorage.Builder> storageSettings;
    private final Optional<SettableClock> clock;
    private final Optional<TcpRelay> relay;
    private final TableCopy copy;
    private final Closer closer = new Closer();
    private volatile boolean away;

    JdbcFixture(TestDatabase database) {
        this(database, Optional.empty(), Optional.empty(), config -> {}, builder -> {});
    }

    static JdbcFixture withClock(TestDatabase database) {
        return new JdbcFixture(
                database, Optional.of(SettableClock.atNow()), Optional.empty(), config -> {}, builder -> {});
    }

    /** With a relay that can be cut. */
    static JdbcFixture behindProxy(TestDatabase database) {
        return new JdbcFixture(
                database, Optional.empty(), Optional.of(new TcpRelay(database.port())), config -> {}, builder -> {});
    }

    JdbcFixture(
            TestDatabase database,
            Optional<SettableClock> clock,
            Optional<TcpRelay> relay,
            Consumer<HikariConfig> poolSettings,
            Consumer<JdbcUserSessionStorage.Builder> storageSettings) {
        this.database = database;
        this.copy = new TableCopy(database.admin());
        this.clock = clock;
        this.relay = relay;
        relay.ifPresent(closer::add);
        this.poolSettings = poolSettings;
        this.storageSettings = storageSettings;
        database.reset();
        clock.ifPresent(TestClock::set);
    }

    @Override
    public UserSessionStorage open(Duration retention) {
        HikariDataSource pool = closer.add(pool(poolSettings));
        DataSource dataSource = atClock(pool);
        if (relay.isPresent()) {
            HikariDataSource impatient = closer.add(pool(
                    poolSettings.andThen(config -> config.setConnectionTimeout(LONGEST_WAIT_WHILE_AWAY.toMillis()))));
            dataSource = DelegatingDataSource.of(pool, () -> (away ? impatient : pool).getConnection());
        }
        JdbcUserSessionStorage.Builder builder = JdbcUserSessionStorage.builder(dataSource)
                .migrate(false)
                .retention(retention)
                .cleanUpInterval(Duration.ofMillis(200));
        storageSettings.accept(builder);
        return builder.build();
    }

    private DataSource atClock(DataSource dataSource) {
        return clock.isPresent() ? database.at(clock.get(), dataSource) : dataSource;
    }

    @Override
    public Optional<SettableClock> clock() {
        return clock;
    }

    @Override
    public Optional<Outage> outage() {
        return relay.map(it -> new Outage() {
            @Override
            public void begin() {
                away = true;
                it.cut();
            }

            @Override
            public void end() {
                it.restore();
                away = false;
            }
        });
    }

    @Override
    public Optional<Runnable> dataLoss() {
        return Optional.of(database::empty);
    }

    @Override
    public Optional<FailOver> failOver() {
        return Optional.of(copy);
    }

    @Override
    public Optional<NewerNode> newerNode() {
        return Optional.of(new NewerRows(atClock(database.admin()), database.dialect()));
    }

    @Override
    public void close() {
        closer.close();
    }

    private HikariDataSource pool(Consumer<HikariConfig> settings) {
        return database.pool(relay.map(it -> database.urlAt(it.port())).orElseGet(database::url), settings);
    }
}
