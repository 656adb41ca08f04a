/** Node and TypeScript's compiler for tests: from Maven Central, with nothing to install. */
@NullMarked
package io.symbolon.verifierjs.node;

import org.jspecify.annotations.NullMarked;
