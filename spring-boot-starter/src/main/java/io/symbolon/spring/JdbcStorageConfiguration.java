package io.symbolon.spring;

import io.symbolon.SessionStorageException;
import io.symbolon.jdbc.JdbcUserSessionStorage;
import io.symbolon.storage.UserSessionStorage;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Sessions in the application's database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JdbcUserSessionStorage.class)
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnMissingBean(UserSessionStorage.class)
@Conditional(OnStorage.Jdbc.class)
class JdbcStorageConfiguration {
    @Bean
    UserSessionStorage sessionStorage(DataSource dataSource, SymbolonProperties properties) {
        SymbolonProperties.Jdbc jdbc = properties.jdbc();
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
                return builder.build();
            });
        } catch (SessionStorageException failed) {
            throw ManagerAssembly.storageFailed(failed);
        }
    }
}
