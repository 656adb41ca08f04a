package io.symbolon.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void theBestOfEachFigureIsTheMostASecondAndTheLeastOfAllElse() throws Exception {
        Deque<List<Figure>> rounds = new ArrayDeque<>(List.of(round(900, 0.3), round(1_000, 0.5), round(800, 0.4)));

        assertThat(Rounds.best(3, rounds::pop)).isEqualTo(round(1_000, 0.3));
    }

    private static List<Figure> round(double rate, double millis) {
        return List.of(
                new Figure("load", "create, floor", "1 thread, /s", rate),
                new Figure("load", "create, floor", "1 thread, p50 ms", millis));
    }
}
