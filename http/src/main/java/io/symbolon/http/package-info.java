/**
 * Sessions over HTTP, without a framework: an {@link io.symbolon.http.HttpRequest} goes in, an
 * {@link io.symbolon.http.HttpAnswer} comes out. Where tokens travel, the guard against requests of other sites, the
 * endpoints, and errors as problem details.
 *
 * <p>An adapter, such as {@code symbolon-web} for servlets, turns a framework's requests into these and their answers
 * into the framework's. It starts at {@link io.symbolon.http.HttpUserSessions} and passes the HTTP contract, which
 * this module's test jar holds.
 */
@NullMarked
package io.symbolon.http;

import org.jspecify.annotations.NullMarked;
