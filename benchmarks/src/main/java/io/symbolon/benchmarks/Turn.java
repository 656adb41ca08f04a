package io.symbolon.benchmarks;

import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Whose turn it is: each thread counts for itself, from somewhere. */
@State(Scope.Thread)
public class Turn {
    private int turn = ThreadLocalRandom.current().nextInt();

    int next() {
        return turn++;
    }
}
