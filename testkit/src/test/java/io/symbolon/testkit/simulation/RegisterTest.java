package io.symbolon.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fail-over at tick 8 loses what was written after tick 4. */
class RegisterTest {
    private final Register<String> register = new Register<>();

    @BeforeEach
    void losesASecondValue() {
        register.write(2, "kept");
        register.write(6, "lost");
        register.lose(8, 4);
    }

    @Test
    void aLostValueWasThereUntilItWasLost() {
        assertThat(register.at(1)).isEmpty();
        assertThat(register.at(5)).hasValue("kept");
        assertThat(register.at(7)).hasValue("lost");
        assertThat(register.at(8)).hasValue("kept");
        assertThat(register.last()).hasValue("kept");
    }

    @Test
    void whoReadsBeforeTheLossMaySeeEither() {
        assertThat(register.hadSince(7, "lost")).isTrue();
        assertThat(register.hadSince(7, "kept")).isTrue();
        assertThat(register.hadSince(7, "never")).isFalse();
    }

    @Test
    void whoReadsAfterTheLossSeesWhatIsLeft() {
        register.write(9, "next");

        assertThat(register.hadSince(8, "kept")).isTrue();
        assertThat(register.hadSince(8, "next")).isTrue();
        assertThat(register.hadSince(8, "lost")).isFalse();
        assertThat(register.hadSince(9, "kept")).isFalse();
    }

    @Test
    void whatIsLostOnceIsNotThereAgainForASecondLoss() {
        register.write(10, "next");
        register.lose(12, 9);

        assertThat(register.at(7)).hasValue("lost");
        assertThat(register.at(11)).hasValue("next");
        assertThat(register.last()).hasValue("kept");
    }

    @Test
    void aWriteThatWasUnderWayBringsBackWhatItRead() {
        register.bringBack(7, 9);

        assertThat(register.at(8)).hasValue("kept");
        assertThat(register.last()).hasValue("lost");
    }

    @Test
    void aWriteThatReadAfterTheLossBringsNothingBack() {
        register.bringBack(8, 9);

        assertThat(register.last()).hasValue("kept");
    }

    @Test
    void whatWasWrittenSinceTheLossMayNotBeReplaced() {
        register.write(9, "next");
        register.bringBack(7, 10);

        assertThat(register.last()).hasValue("next");
    }
}
