/** Symbolon for Jakarta Servlet applications. */
module io.symbolon.web {
    requires static transitive org.jspecify;
    requires transitive io.symbolon;
    requires transitive jakarta.servlet;
    requires com.github.benmanes.caffeine;
    requires tools.jackson.core;
    requires uap.java;

    exports io.symbolon.web;
}
