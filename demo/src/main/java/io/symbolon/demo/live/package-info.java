/** What happens on this node, as it happens: a stream of server-sent events for each open page. */
@NullMarked
package io.symbolon.demo.live;

import org.jspecify.annotations.NullMarked;
