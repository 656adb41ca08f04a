/** What core keeps in the parts of a session's record. No storage looks into it. */
@NullMarked
package io.symbolon.internal.session;

import org.jspecify.annotations.NullMarked;
