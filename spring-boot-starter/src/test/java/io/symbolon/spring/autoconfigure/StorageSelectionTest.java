package io.symbolon.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.symbolon.AccessToken;
import io.symbolon.JwtUserSessionManager;
import io.symbolon.SessionContext;
import io.symbolon.SessionTokens;
import io.symbolon.jdbc.JdbcUserSessionStorage;
import io.symbolon.redis.RedisUserSessionStorage;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

class StorageSelectionTest {
    private static RedisServerProcess redis;

    @BeforeAll
    static void start() throws IOException {
        redis = new RedisServerProcess();
    }

    @AfterAll
    static void stop() throws IOException {
        redis.close();
    }

    @Test
    void withNothingElseSessionsAreInMemoryAndALogLineSaysSo() {
        try (Warnings warnings = new Warnings()) {
            Runner.withKeys()
                    .run(context -> assertThat(context)
                            .getBean(UserSessionStorage.class)
                            .isInstanceOf(InMemoryUserSessionStorage.class));
            assertThat(warnings.lines()).anyMatch(line -> line.startsWith("Sessions are kept in memory"));
        }
    }

    @Test
    void memoryThatWasAskedForIsNothingToWarnOf() {
        try (Warnings warnings = new Warnings()) {
            Runner.inMemory()
                    .run(context -> assertThat(context)
                            .getBean(UserSessionStorage.class)
                            .isInstanceOf(InMemoryUserSessionStorage.class));
            assertThat(warnings.lines()).noneMatch(line -> line.startsWith("Sessions are kept in memory"));
        }
    }

    @Test
    void aDataSourceMakesItJdbc() {
        withDatabase(Runner.withKeys()).run(context -> {
            assertThat(context).getBean(UserSessionStorage.class).isInstanceOf(JdbcUserSessionStorage.class);
            assertThatASessionWorks(context);
        });
    }

    @Test
    void springsRedisConnectionMakesItRedis() {
        withRedis(withDatabase(Runner.withKeys())).run(context -> {
            assertThat(context).getBean(UserSessionStorage.class).isInstanceOf(RedisUserSessionStorage.class);
            assertThatASessionWorks(context);
        });
    }

    @Test
    void sessionsGoOnWhileSpringsOwnConnectionIsStopped() {
        withRedis(Runner.withKeys()).run(context -> {
            context.getBean(LettuceConnectionFactory.class).stop();

            assertThatASessionWorks(context);
        });
    }

    @Test
    void aLettuceClientOfTheApplicationMakesItRedis() {
        Runner.withKeys()
                .withBean(RedisClient.class, () -> RedisClient.create("redis://127.0.0.1:" + redis.port()))
                .run(context -> {
                    assertThat(context).getBean(UserSessionStorage.class).isInstanceOf(RedisUserSessionStorage.class);
                    assertThat(context).doesNotHaveBean(OwnRedisClient.class);
                    assertThatASessionWorks(context);
                });
    }

    @Test
    void theNamedStorageWins() {
        withRedis(withDatabase(Runner.withKeys()))
                .withPropertyValues("symbolon.storage=jdbc")
                .run(context -> assertThat(context)
                        .getBean(UserSessionStorage.class)
                        .isInstanceOf(JdbcUserSessionStorage.class));
        withRedis(withDatabase(Runner.inMemory()))
                .run(context -> assertThat(context)
                        .getBean(UserSessionStorage.class)
                        .isInstanceOf(InMemoryUserSessionStorage.class));
    }

    @Test
    void aStorageOfTheApplicationWins() {
        UserSessionStorage own = new InMemoryUserSessionStorage();
        withRedis(Runner.withKeys())
                .withBean("own", UserSessionStorage.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(UserSessionStorage.class).isSameAs(own));
    }

    @Test
    void withoutTheModuleSpringsConnectionsAreLeftAlone() {
        withRedis(withDatabase(Runner.withKeys()))
                .withClassLoader(new FilteredClassLoader(RedisUserSessionStorage.class, JdbcUserSessionStorage.class))
                .run(context -> assertThat(context)
                        .getBean(UserSessionStorage.class)
                        .isInstanceOf(InMemoryUserSessionStorage.class));
    }

    @Test
    void redisThatIsNotThereFailsAtTheStartAndSaysWhatToAdd() {
        Runner.withKeys().withPropertyValues("symbolon.storage=redis").run(context -> {
            SymbolonConfigurationException failure = Runner.failure(context);
            assertThat(failure).hasMessageContaining("symbolon.storage is redis");
            assertThat(failure.action()).contains("symbolon-redis").contains("spring.data.redis.host");
        });
    }

    @Test
    void aDatabaseThatIsNotThereFailsAtTheStartAndSaysWhatToAdd() {
        Runner.withKeys().withPropertyValues("symbolon.storage=jdbc").run(context -> {
            SymbolonConfigurationException failure = Runner.failure(context);
            assertThat(failure).hasMessageContaining("symbolon.storage is jdbc");
            assertThat(failure.action()).contains("symbolon-jdbc").contains("spring.datasource.url");
        });
    }

    @Test
    void aServerThatDoesNotAnswerFailsAtTheStartAndSaysWhereItWasLookedFor() {
        Runner.withKeys()
                .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues(
                        "spring.data.redis.host=127.0.0.1",
                        "spring.data.redis.port=1",
                        "symbolon.redis.command-timeout=500ms")
                .run(context -> {
                    SymbolonConfigurationException failure = Runner.failure(context);
                    assertThat(failure).hasMessageContaining("The storage of sessions failed");
                    assertThat(failure.action()).contains("spring.data.redis");
                });
    }

    @Test
    void aQueueForRedisWithoutAPlaceIsRefusedByItsName() {
        Runner.withKeys()
                .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues("symbolon.redis.most-waiting-calls=0")
                .run(context -> {
                    SymbolonConfigurationException failure = Runner.failure(context);
                    assertThat(failure).hasMessageContainingAll("symbolon.redis", "mostWaitingCalls");
                });
    }

    @Test
    void ofSeveralDataSourcesNoneIsTakenInSilence() {
        withTwoDatabases(Runner.withKeys()).run(context -> {
            SymbolonConfigurationException failure = Runner.failure(context);
            assertThat(failure).hasMessageContaining("several beans of the type DataSource (orders, accounts)");
            assertThat(failure.action()).contains("Set symbolon.jdbc.data-source to one of these names");
        });
    }

    @Test
    void ofSeveralDataSourcesAPropertyNamesOne() {
        withTwoDatabases(Runner.withKeys())
                .withPropertyValues("symbolon.jdbc.data-source=accounts")
                .run(context -> {
                    assertThatASessionWorks(context);
                    assertThat(tables(context.getBean("accounts", DataSource.class)))
                            .isNotEmpty();
                    assertThat(tables(context.getBean("orders", DataSource.class)))
                            .isEmpty();
                });
    }

    @Test
    void aDataSourceThatIsNotThereIsNamedWithThoseThatAre() {
        withTwoDatabases(Runner.withKeys())
                .withPropertyValues("symbolon.jdbc.data-source=acounts")
                .run(context -> {
                    SymbolonConfigurationException failure = Runner.failure(context);
                    assertThat(failure).hasMessageContaining("symbolon.jdbc.data-source is acounts");
                    assertThat(failure.action()).contains("orders, accounts");
                });
    }

    @Test
    void ofSeveralDataSourcesThePrimaryOneIsMeant() {
        Runner.withKeys()
                .withBean("orders", DataSource.class, StorageSelectionTest::database)
                .withBean("accounts", DataSource.class, StorageSelectionTest::database, bean -> bean.setPrimary(true))
                .run(context -> {
                    assertThat(context).getBean(UserSessionStorage.class).isInstanceOf(JdbcUserSessionStorage.class);
                    assertThat(tables(context.getBean("accounts", DataSource.class)))
                            .isNotEmpty();
                });
    }

    @Test
    void ofSeveralRedisClientsNoneIsTakenInSilence() {
        Runner.withKeys()
                .withBean("cache", RedisClient.class, () -> RedisClient.create("redis://127.0.0.1:" + redis.port()))
                .withBean("queue", RedisClient.class, () -> RedisClient.create("redis://127.0.0.1:" + redis.port()))
                .run(context -> assertThat(Runner.failure(context))
                        .hasMessageContaining("several beans of the type RedisClient (cache, queue)"));
    }

    @Test
    void severalDataSourcesAreNoMatterWhereAnotherStorageIsNamed() {
        withTwoDatabases(Runner.inMemory())
                .run(context -> assertThat(context)
                        .getBean(UserSessionStorage.class)
                        .isInstanceOf(InMemoryUserSessionStorage.class));
    }

    private static ApplicationContextRunner withTwoDatabases(ApplicationContextRunner runner) {
        return runner.withBean("orders", DataSource.class, StorageSelectionTest::database)
                .withBean("accounts", DataSource.class, StorageSelectionTest::database);
    }

    private static DataSource database() {
        return new EmbeddedDatabaseBuilder()
                .generateUniqueName(true)
                .setType(EmbeddedDatabaseType.H2)
                .build();
    }

    private static List<String> tables(DataSource database) {
        return new JdbcTemplate(database)
                .query(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'",
                        (row, number) -> row.getString(1).toUpperCase(Locale.ROOT));
    }

    private static ApplicationContextRunner withDatabase(ApplicationContextRunner runner) {
        return runner.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withPropertyValues("spring.datasource.generate-unique-name=true");
    }

    private static ApplicationContextRunner withRedis(ApplicationContextRunner runner) {
        return runner.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .withPropertyValues("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + redis.port());
    }

    private static void assertThatASessionWorks(AssertableApplicationContext context) {
        JwtUserSessionManager manager = context.getBean(JwtUserSessionManager.class);
        SessionTokens tokens = manager.create("alice", SessionContext.of("203.0.113.7"));
        AccessToken token = manager.verify(tokens.accessToken());
        assertThat(manager.list("alice")).hasSize(1);
        assertThat(manager.revoke(token.sessionId())).isTrue();
    }
}
