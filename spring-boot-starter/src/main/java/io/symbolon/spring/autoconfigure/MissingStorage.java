package io.symbolon.spring.autoconfigure;

import io.symbolon.storage.UserSessionStorage;
import org.jspecify.annotations.Nullable;

/** Says what is missing where the named storage is not there. */
final class MissingStorage {
    static final String ADD_REDIS = "Add the dependencies io.symbolon:symbolon-redis and"
            + " org.springframework.boot:spring-boot-starter-data-redis, and set spring.data.redis.host."
            + " Or declare a bean of the type io.lettuce.core.RedisClient.";

    static final String ADD_JDBC = "Add the dependencies io.symbolon:symbolon-jdbc,"
            + " org.springframework.boot:spring-boot-starter-jdbc and the driver of your database, and set"
            + " spring.datasource.url.";

    private MissingStorage() {}

    static UserSessionStorage fail(SymbolonProperties.@Nullable Storage storage) {
        if (storage == SymbolonProperties.Storage.REDIS) {
            throw missing("redis, but symbolon-redis or a Redis client is missing", ADD_REDIS);
        }
        throw missing("jdbc, but symbolon-jdbc or a DataSource is missing", ADD_JDBC);
    }

    private static SymbolonConfigurationException missing(String what, String action) {
        return new SymbolonConfigurationException("symbolon.storage is " + what + ".", action);
    }
}
