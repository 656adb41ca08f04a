package io.symbolon.jdbc;

import io.symbolon.SessionStorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the schema up to date, with a history table of its own, so that it does not meet the application's Flyway. */
final class Migrations {
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Migrations() {}

    /** @throws SessionStorageException if the schema could not be made */
    static void run(DataSource dataSource, Tables tables, SqlDialect dialect) {
        MigrationRights.require(dataSource, tables, dialect);
        FluentConfiguration configuration = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:io/symbolon/jdbc/migration/" + dialect.folder())
                .table(tables.prefix() + "schema_history")
                .placeholders(Map.of("prefix", tables.prefix()))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .failOnMissingLocations(true);
        tables.schema().ifPresent(schema -> configuration.schemas(schema).defaultSchema(schema));
        List<FlywayException> failures = new ArrayList<>();
        while (true) {
            try {
                configuration.load().migrate();
                return;
            } catch (FlywayException failed) {
                // Nodes that start together may find each other's schema half made. The first failure says why.
                failures.add(failed);
                if (failures.size() == ATTEMPTS) {
                    throw new SessionStorageException(
                            "The schema could not be migrated. The cause says why; or apply the SQL in"
                                    + " io/symbolon/jdbc/schema of symbolon-jdbc by your own tool and build with"
                                    + " migrate(false).",
                            false,
                            failures.get(0));
                }
                LockSupport.parkNanos(PAUSE.toNanos() * failures.size());
            }
        }
    }
}
