package io.symbolon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameDeviceTest {
    @ParameterizedTest
    @CsvSource({
        "desktop,Firefox on Linux,desktop,Firefox on Linux",
        "desktop,Firefox on Ubuntu,desktop,Firefox on Linux",
        "tablet,Safari on iOS,desktop,Safari on macOS",
        "phone,Chrome on iOS,desktop,Chrome on macOS",
        "phone,Chrome on Android,desktop,Chrome on Linux",
        "tablet,Firefox on Android,phone,Firefox on Android",
        "phone,App on iOS,phone,Safari on iOS",
        "phone,App on Android,other,okhttp",
        "other,okhttp,other,okhttp",
        "desktop,Windows,desktop,Windows",
        "desktop,Chrome on Windows,desktop,Chrome",
    })
    void oneDeviceMayPresentItselfInSeveralWays(String type, String name, String otherType, String otherName) {
        assertBothWays(type, name, otherType, otherName, true);
    }

    @ParameterizedTest
    @CsvSource({
        "desktop,Chrome on Linux,desktop,Firefox on Linux",
        "desktop,Chrome on Windows,desktop,Chrome on macOS",
        "desktop,Chrome on Windows,desktop,Chrome on Linux",
        "desktop,Chrome on Windows,phone,Chrome on Android",
        "phone,Safari on iOS,tablet,Safari on iOS",
        "phone,Safari on iOS,phone,Chrome on iOS",
        "tv,Chrome on Android,phone,Chrome on Android",
        "desktop,Firefox on Windows,phone,Firefox on Windows",
        "desktop,Firefox,phone,Firefox",
        "desktop,Chrome on Windows,other,node",
        "phone,App on iOS,phone,App on Android",
    })
    void anotherDeviceIsAnotherOne(String type, String name, String otherType, String otherName) {
        assertBothWays(type, name, otherType, otherName, false);
    }

    private static void assertBothWays(String type, String name, String otherType, String otherName, boolean expected) {
        Device one = new Device(type, name);
        Device other = new Device(otherType, otherName);
        assertThat(SameDevice.isSame(one, other)).isEqualTo(expected);
        assertThat(SameDevice.isSame(other, one)).isEqualTo(expected);
    }
}
