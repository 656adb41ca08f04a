package io.symbolon.spring.autoconfigure;

import io.symbolon.SessionStorageException;
import io.symbolon.jdbc.JdbcRevocationLog;
import io.symbolon.storage.RevocationLog;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The revocation log of sessions in a database. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JdbcRevocationLog.class)
@ConditionalOnBean(DataSource.class)
@ConditionalOnMissingBean(RevocationLog.class)
@ConditionalOnProperty(name = "symbolon.verifier.revocations", havingValue = "jdbc")
class JdbcLogConfiguration {
    @Bean
    RevocationLog revocationLog(ListableBeanFactory beans, SymbolonProperties properties) {
        SymbolonProperties.Jdbc jdbc = properties.jdbc();
        DataSource dataSource =
                Candidates.choose(beans, DataSource.class, jdbc.dataSource(), "symbolon.jdbc.data-source");
        try {
            return SymbolonConfigurationException.of("symbolon.jdbc", () -> {
                JdbcRevocationLog.Builder builder = JdbcRevocationLog.builder(dataSource)
                        .tablePrefix(jdbc.tablePrefix())
                        .pollInterval(jdbc.pollInterval())
                        .listen(jdbc.listen())
                        .timeout(jdbc.timeout());
                PropertyMapper.get().from(jdbc::schema).to(builder::schema);
                return ApplicationThreads.begin(beans, builder::build);
            });
        } catch (SessionStorageException failed) {
            throw ConfiguredVerifier.storageFailed(failed);
        }
    }
}
