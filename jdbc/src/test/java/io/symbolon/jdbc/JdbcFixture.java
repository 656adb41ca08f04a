package io.symbolon.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.SettableClock;
import io.symbolon.testkit.StorageFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Storages on a test database, each with a pool of its own. */
final class JdbcFixture implements StorageFixture {
    private final TestDatabase database;
    private final Consumer<HikariConfig> poolSettings;
    private final Consumer<JdbcUserSessionStorage.Builder> storageSettings;
    private final Optional<SettableClock> clock;
    private final List<AutoCloseable> opened = new ArrayList<>();

    JdbcFixture(TestDatabase database) {
        this(database, Optional.empty(), config -> {}, builder -> {});
    }

    static JdbcFixture withClock(TestDatabase database) {
        return new JdbcFixture(database, Optional.of(SettableClock.atNow()), config -> {}, builder -> {});
    }

    JdbcFixture(
            TestDatabase database,
            Optional<SettableClock> clock,
            Consumer<HikariConfig> poolSettings,
            Consumer<JdbcUserSessionStorage.Builder> storageSettings) {
        this.database = database;
        this.clock = clock;
        TestClock.set(clock.isPresent() ? clock.get() : Clock.systemUTC());
        this.poolSettings = poolSettings;
        this.storageSettings = storageSettings;
        database.reset();
    }

    @Override
    public UserSessionStorage open(Duration retention) {
        HikariDataSource pool = database.pool(poolSettings);
        opened.add(pool);
        DataSource dataSource = clock.isPresent() ? database.at(clock.get(), pool) : pool;
        JdbcUserSessionStorage.Builder builder = JdbcUserSessionStorage.builder(dataSource)
                .migrate(false)
                .retention(retention)
                .cleanUpInterval(Duration.ofMillis(200));
        storageSettings.accept(builder);
        return builder.build();
    }

    @Override
    public Optional<SettableClock> clock() {
        return clock;
    }

    @Override
    public Optional<Runnable> dataLoss() {
        return Optional.of(database::reset);
    }

    @Override
    public void close() {
        for (AutoCloseable closeable : opened) {
            try {
                closeable.close();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
