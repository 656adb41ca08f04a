/**
 * Sessions and revocations in a SQL database: PostgreSQL 13 and later, MariaDB 10.6 and later, MySQL 8, H2. Start at
 * {@link io.symbolon.jdbc.JdbcUserSessionStorage}; a service that only verifies needs no more than
 * {@link io.symbolon.jdbc.JdbcRevocationLog}.
 */
@NullMarked
package io.symbolon.jdbc;

import org.jspecify.annotations.NullMarked;
