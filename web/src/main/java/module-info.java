/** Symbolon for Jakarta Servlet applications. */
module io.symbolon.web {
    requires static transitive org.jspecify;
    requires transitive io.symbolon;
    requires transitive jakarta.servlet;
    requires com.github.benmanes.caffeine;
    requires tools.jackson.core;
    requires uap.java;
    // The user agent parser has no module descriptor that would ask for it.
    requires org.yaml.snakeyaml;

    exports io.symbolon.web;
}
