package io.symbolon.spring;

import io.symbolon.storage.UserSessionStorage;
import org.jspecify.annotations.Nullable;

/** Says what lacks where the named storage is not there. */
final class MissingStorage {
    private MissingStorage() {}

    static UserSessionStorage fail(SymbolonProperties.@Nullable Storage storage) {
        if (storage == SymbolonProperties.Storage.REDIS) {
            throw missing(
                    "redis, but symbolon-redis or a Redis client is missing",
                    "Add the dependencies io.symbolon:symbolon-redis and"
                            + " org.springframework.boot:spring-boot-starter-data-redis, and set spring.data.redis.host."
                            + " Or declare a bean of the type io.lettuce.core.RedisClient.");
        }
        throw missing(
                "jdbc, but symbolon-jdbc or a DataSource is missing",
                "Add the dependencies io.symbolon:symbolon-jdbc, org.springframework.boot:spring-boot-starter-jdbc and the"
                        + " driver of your database, and set spring.datasource.url. Where there are several DataSources,"
                        + " mark one as primary.");
    }

    private static SymbolonConfigurationException missing(String what, String action) {
        return new SymbolonConfigurationException("symbolon.storage is " + what + ".", action);
    }
}
