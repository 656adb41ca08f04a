/** A real browser for tests. */
@NullMarked
package io.symbolon.web.browser;

import org.jspecify.annotations.NullMarked;
