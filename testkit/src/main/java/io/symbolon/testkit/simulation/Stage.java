package io.symbolon.testkit.simulation;

/** What all in a history share: its time, its servers, what is true in it, what is measured, and its seed. */
record Stage(Scheduler scheduler, Servers servers, Facts facts, Delays delays, long seed) {}
