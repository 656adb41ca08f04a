package io.symbolon.benchmarks.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.symbolon.storage.memory.InMemoryUserSessionStorage;
import org.junit.jupiter.api.Test;

class SymbolonSystemTest {
    @Test
    void whatIsMeasuredAsARefreshRotatesTheRefreshTokenEachTime() throws Exception {
        try (SessionSystem symbolon = new SymbolonSystem(new InMemoryUserSessionStorage())) {
            String first = symbolon.create("alice");
            String second = symbolon.refresh(first);
            String third = symbolon.refresh(second);

            assertThat(third).isNotEqualTo(second);
            assertThat(second).isNotEqualTo(first);
        }
    }
}
