/**
 * The HTTP contract. An adapter's tests extend its abstract classes, and name a {@link
 * io.symbolon.http.contract.ContractServer} of their framework.
 */
@NullMarked
package io.symbolon.http.contract;

import org.jspecify.annotations.NullMarked;
