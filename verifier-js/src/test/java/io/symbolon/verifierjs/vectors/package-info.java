/** Tokens with a verdict, which the verifiers of both languages have to agree on: their file, how they are made and judged. */
@NullMarked
package io.symbolon.verifierjs.vectors;

import org.jspecify.annotations.NullMarked;
