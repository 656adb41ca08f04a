/** What this node knows of ended and outdated sessions, and how it learns of them. */
@NullMarked
package io.symbolon.internal.revocation;

import org.jspecify.annotations.NullMarked;
