/**
 * The interface that a storage of sessions implements. A storage only stores: every decision is made by the manager, and every method
 * of {@link io.symbolon.storage.UserSessionStorage} is one atomic step. The module {@code symbolon-testkit} holds the
 * contract as tests.
 */
@NullMarked
package io.symbolon.storage;

import org.jspecify.annotations.NullMarked;
