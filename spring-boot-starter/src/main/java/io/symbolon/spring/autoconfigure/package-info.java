/** How the beans come to be: auto-configurations, properties, the choice of a storage, health and meters. Not for users. */
@NullMarked
package io.symbolon.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
