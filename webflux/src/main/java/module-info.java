/** Symbolon for Spring WebFlux applications. */
module io.symbolon.webflux {
    requires static transitive org.jspecify;
    requires transitive io.symbolon;
    requires transitive io.symbolon.http;
    requires transitive reactor.core;
    requires transitive spring.web;
    requires org.reactivestreams;
    requires spring.core;

    exports io.symbolon.webflux;
}
