package io.symbolon.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.SettableClock;
import io.symbolon.testkit.StorageFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Storages on a test database, each with a pool of its own. */
final class JdbcFixture implements StorageFixture {
    private final TestDatabase database;
    private final Consumer<HikariConfig> poolSettings;
    private final Consumer<JdbcUserSessionStorage.Builder> storageSettings;
    private final List<AutoCloseable> opened = new ArrayList<>();

    JdbcFixture(TestDatabase database) {
        this(database, config -> {}, builder -> {});
    }

    JdbcFixture(
            TestDatabase database,
            Consumer<HikariConfig> poolSettings,
            Consumer<JdbcUserSessionStorage.Builder> storageSettings) {
        this.database = database;
        this.poolSettings = poolSettings;
        this.storageSettings = storageSettings;
        database.reset();
    }

    @Override
    public UserSessionStorage open(Duration retention) {
        HikariDataSource pool = database.pool(poolSettings);
        opened.add(pool);
        JdbcUserSessionStorage.Builder builder = JdbcUserSessionStorage.builder(pool)
                .migrate(false)
                .retention(retention)
                .cleanUpInterval(Duration.ofMillis(200));
        storageSettings.accept(builder);
        return builder.build();
    }

    @Override
    public Optional<SettableClock> clock() {
        return Optional.empty();
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
