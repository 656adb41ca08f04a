package io.symbolon.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.symbolon.storage.UserSessionStorage;
import io.symbolon.testkit.history.NodeStorage;
import java.time.Duration;
import java.util.List;

/** The storage of a node in a process of its own. Its pool ends with the process. */
public final class SqlNode implements NodeStorage {
    /** For the node's process. */
    public SqlNode() {}

    /** Address, user and password of the database; how many seconds to wait for an answer, if not 10. */
    @Override
    public UserSessionStorage open(List<String> arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments.get(0));
        config.setUsername(arguments.get(1));
        config.setPassword(arguments.get(2));
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(10_000);
        return JdbcUserSessionStorage.builder(new HikariDataSource(config))
                .migrate(false)
                .timeout(Duration.ofSeconds(arguments.size() > 3 ? Long.parseLong(arguments.get(3)) : 10))
                .build();
    }
}
