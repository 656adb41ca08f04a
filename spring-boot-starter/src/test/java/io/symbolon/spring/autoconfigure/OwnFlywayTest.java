package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

/** The application's own migrations and ours, in one database. */
class OwnFlywayTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothMigrateAnEmptyDatabaseAndStartAgainOnIt(boolean baselineOnMigrate) {
        ApplicationContextRunner application =
                application().withPropertyValues("spring.flyway.baseline-on-migrate=" + baselineOnMigrate);

        application.run(OwnFlywayTest::assertThatBothAreThere);
        application.run(OwnFlywayTest::assertThatBothAreThere);
    }

    @Test
    void theApplicationsMigrationsComeFirstAlsoWhenSessionsAreAskedForEarly() {
        application().withUserConfiguration(Early.class).run(OwnFlywayTest::assertThatBothAreThere);
    }

    /** The application's own beans come before Spring Boot's, so this one's argument would be made before Flyway. */
    record Early(JwtUserSessionManager manager) {}

    private static ApplicationContextRunner application() {
        return Runner.withKeys()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class,
                        FlywayAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                        "spring.flyway.locations=classpath:orders-migration");
    }

    private static void assertThatBothAreThere(AssertableApplicationContext context) {
        assertThat(context).hasNotFailed().hasBean("flyway").hasSingleBean(DataSource.class);
        assertThat(context.getBean(JdbcTemplate.class).queryForObject("SELECT COUNT(*) FROM orders", Integer.class))
                .isZero();
        JwtUserSessionManager manager = context.getBean(JwtUserSessionManager.class);
        manager.create("alice", SessionContext.of("203.0.113.7"));
        assertThat(manager.list("alice")).isNotEmpty();
    }
}
