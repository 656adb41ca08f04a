package io.symbolon.demo;

/** Somebody who can sign in. */
record Account(String name, Role role) {}
