package io.symbolon.http.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressRangeTest {
    @Test
    void rangesCoverWhatTheySay() {
        assertThat(AddressRange.parse("10.0.0.0/8").contains(address("10.255.0.1")))
                .isTrue();
        assertThat(AddressRange.parse("10.0.0.0/8").contains(address("11.0.0.0")))
                .isFalse();
        assertThat(AddressRange.parse("10.0.0.8/29").contains(address("10.0.0.15")))
                .isTrue();
        assertThat(AddressRange.parse("10.0.0.8/29").contains(address("10.0.0.16")))
                .isFalse();
        assertThat(AddressRange.parse("2001:db8::/33").contains(address("2001:db8:8000::")))
                .isFalse();
        assertThat(AddressRange.parse("::/0").contains(address("2001:db8::1"))).isTrue();
        assertThat(AddressRange.parse("::/0").contains(address("10.0.0.1"))).isFalse();
        assertThat(AddressRange.parse("0.0.0.0/0").contains(address("::ffff:10.0.0.1")))
                .isTrue();
    }

    private static java.net.InetAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
