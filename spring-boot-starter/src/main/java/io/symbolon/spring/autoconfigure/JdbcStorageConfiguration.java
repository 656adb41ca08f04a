package io.symbolon.spring.autoconfigure;

import io.symbolon.SessionStorageException;
import io.symbolon.jdbc.JdbcUserSessionStorage;
import io.symbolon.storage.UserSessionStorage;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Sessions in the application's database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JdbcUserSessionStorage.class)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(UserSessionStorage.class)
@Conditional(OnStorage.Jdbc.class)
class JdbcStorageConfiguration {
    /** After the application's own migrations: its Flyway refuses to begin in a schema that has tables already. */
    @Bean
    @DependsOnDatabaseInitialization
    UserSessionStorage sessionStorage(ListableBeanFactory beans, SymbolonProperties properties) {
        SymbolonProperties.Jdbc jdbc = properties.jdbc();
        DataSource dataSource =
                Candidates.choose(beans, DataSource.class, jdbc.dataSource(), "symbolon.jdbc.data-source");
        try {
            return SymbolonConfigurationException.of("symbolon.jdbc", () -> {
                JdbcUserSessionStorage.Builder builder = JdbcUserSessionStorage.builder(dataSource)
                        .tablePrefix(jdbc.tablePrefix())
                        .migrate(jdbc.migrate())
                        .retention(properties.retention())
                        .pollInterval(jdbc.pollInterval())
                        .listen(jdbc.listen())
                        .timeout(jdbc.timeout())
                        .cleanUpInterval(jdbc.cleanUpInterval());
                PropertyMapper.get().from(jdbc::schema).to(builder::schema);
                return ApplicationThreads.begin(beans, builder::build);
            });
        } catch (SessionStorageException failed) {
            throw ConfiguredManager.storageFailed(failed);
        }
    }
}
