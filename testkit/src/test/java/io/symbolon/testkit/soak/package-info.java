/** What runs for long, and shows that nothing grows. */
@NullMarked
package io.symbolon.testkit.soak;

import org.jspecify.annotations.NullMarked;
