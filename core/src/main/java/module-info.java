/** User sessions on JSON Web Tokens. What is exported is the public API and the storage SPI. */
module io.symbolon {
    requires static transitive org.jspecify;
    requires transitive java.net.http;
    requires com.github.benmanes.caffeine;
    requires tools.jackson.core;

    exports io.symbolon;
    exports io.symbolon.storage;
    exports io.symbolon.storage.memory;
}
