/** Symbolon over HTTP, for adapters of frameworks and for what their applications configure. */
module io.symbolon.http {
    requires static transitive org.jspecify;
    requires transitive io.symbolon;
    requires com.github.benmanes.caffeine;
    requires tools.jackson.core;
    requires uap.java;
    // The user agent parser has no module descriptor that would ask for it.
    requires org.yaml.snakeyaml;

    exports io.symbolon.http;
}
