/** Sessions and revocations in a SQL database. */
module io.symbolon.jdbc {
    requires transitive io.symbolon;
    requires static transitive org.jspecify;
    requires transitive java.sql;
    requires static flyway.core;
    requires static org.checkerframework.checker.qual;
    requires static org.postgresql.jdbc;

    exports io.symbolon.jdbc;
}
