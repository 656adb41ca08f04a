/** Symbolon for Jakarta REST (JAX-RS) applications. */
module io.symbolon.jaxrs {
    requires static transitive org.jspecify;
    requires transitive io.symbolon;
    requires transitive io.symbolon.http;
    requires transitive jakarta.ws.rs;
    requires jakarta.annotation;
    // Not transitive: an application without MicroProfile JWT would not compile.
    requires static microprofile.jwt.auth.api;

    exports io.symbolon.jaxrs;
}
