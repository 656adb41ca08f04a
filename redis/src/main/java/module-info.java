/** A storage of sessions on Redis. */
module io.symbolon.redis {
    requires static transitive org.jspecify;
    requires transitive io.symbolon;
    requires transitive lettuce.core;
    requires io.netty.buffer;

    exports io.symbolon.redis;
}
