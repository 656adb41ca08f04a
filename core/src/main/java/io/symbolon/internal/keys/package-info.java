/** Keys in every form: PEM, JSON Web Key, key store, base64; and as the keys that sign, verify and make refresh tokens. */
@NullMarked
package io.symbolon.internal.keys;

import org.jspecify.annotations.NullMarked;
