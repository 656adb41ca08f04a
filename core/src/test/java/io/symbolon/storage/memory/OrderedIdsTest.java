package io.symbolon.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.SessionId;
import java.util.List;
import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderedIdsTest {
    @Test
    void idsAreInOrderHoweverTheyAreMixed() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            OrderedIds ids = new OrderedIds();
            NavigableSet<SessionId> expected = new TreeSet<>();
            int greatest = 1 + random.nextInt(60);
            for (int step = 0; step < 200; step++) {
                SessionId id = id(random.nextInt(greatest));
                if (random.nextInt(3) > 0) {
                    ids.put(id);
                    expected.add(id);
                } else {
                    ids.take(id);
                    expected.remove(id);
                }

                assertThat(ids).containsExactlyElementsOf(expected);
                assertThat(ids.below(id)).containsExactlyElementsOf(expected.headSet(id, false));
            }
        }
    }

    @Test
    void newIdsComeAndOldOnesGoForEver() {
        OrderedIds ids = new OrderedIds();
        for (int number = 0; number < 10_000; number++) {
            ids.put(id(number));
            if (number >= 3) {
                ids.take(id(number - 3));
            }
        }

        assertThat(ids).containsExactlyElementsOf(ids(9_997, 10_000));
    }

    private static List<SessionId> ids(long from, long to) {
        return LongStream.range(from, to).mapToObj(OrderedIdsTest::id).toList();
    }

    private static SessionId id(long number) {
        return SessionId.of(number, 0);
    }
}
