/**
 * Sessions and their revocation log on Redis 6.2 and later, Redis Cluster, Sentinel and Valkey. Every operation is one
 * script, run by the server in one step and by the server's clock.
 */
@NullMarked
package io.symbolon.redis;

import org.jspecify.annotations.NullMarked;
