/** From where a request comes: addresses behind trusted proxies, and devices by their user agents. */
@NullMarked
package io.symbolon.http.internal.client;

import org.jspecify.annotations.NullMarked;
