@NullMarked
package io.symbolon.demo;

import org.jspecify.annotations.NullMarked;
