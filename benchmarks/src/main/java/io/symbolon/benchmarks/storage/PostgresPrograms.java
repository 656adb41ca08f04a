package io.symbolon.benchmarks.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.benchmarks.Form;
import io.symbolon.benchmarks.memory.NodeStart;
import io.symbolon.benchmarks.report.Figure;
import io.symbolon.jdbc.JdbcUserSessionStorage;
import io.symbolon.storage.UserSessionStorage;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Everything that is measured on PostgreSQL. */
public final class PostgresPrograms {
    private static final ClassPathResource SPRING_SESSION_TABLES =
            new ClassPathResource("org/springframework/session/jdbc/schema-postgresql.sql");

    private PostgresPrograms() {}

    public static List<Figure> measure(Form form) throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (PostgresServer server = PostgresServer.start(false)) {
            figures.addAll(load(form, server.pool()));
            figures.addAll(propagation(form, "PostgreSQL", server));
            figures.addAll(NotifyFloor.measure(form, "PostgreSQL, floor: a bare NOTIFY", server.pool()));
            try (UserSessionStorage storage = symbolon(server.pool())) {
                figures.addAll(NodeStart.measure(form, "PostgreSQL", storage));
            }
        }
        if (form != Form.SMOKE) {
            try (PostgresServer server = PostgresServer.start(true)) {
                figures.addAll(propagation(form, "PostgreSQL, commits wait for the disk", server));
            }
        }
        return figures;
    }

    private static List<Figure> load(Form form, DataSource pool) throws Exception {
        Load load = new Load(form, "postgres-load");
        List<Figure> figures = new ArrayList<>();
        try (SessionSystem floor = new PostgresFloor(pool)) {
            figures.addAll(load.measure("floor", floor));
        }
        try (SessionSystem symbolon = new SymbolonSystem(symbolon(pool))) {
            figures.addAll(load.measure("Symbolon", symbolon));
        }
        new ResourceDatabasePopulator(SPRING_SESSION_TABLES).execute(pool);
        try (SessionSystem springSession = SpringSessionSystem.onPostgres(pool)) {
            figures.addAll(load.measure("Spring Session", springSession));
        }
        return figures;
    }

    private static List<Figure> propagation(Form form, String title, PostgresServer server) throws Exception {
        try (HikariDataSource otherPool = server.newPool();
                UserSessionStorage one = symbolon(server.pool());
                UserSessionStorage other = symbolon(otherPool)) {
            return Propagation.measure(form, title, one, other);
        }
    }

    private static UserSessionStorage symbolon(DataSource pool) {
        return JdbcUserSessionStorage.builder(pool).build();
    }
}
