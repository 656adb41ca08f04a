/** A small application with sessions: sign in, refresh, list the devices, sign one out. Made to be copied from. */
@NullMarked
package io.symbolon.demo;

import org.jspecify.annotations.NullMarked;
