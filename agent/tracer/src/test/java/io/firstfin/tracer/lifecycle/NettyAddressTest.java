package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class NettyAddressTest {

    @Test
    void reads_an_ipv4_address() throws Exception {
        byte[] written = {8, 10, 0, 0, 7, 0, 0, (byte) 0x9c, 0x40, 0, 0};

        assertThat(NettyAddress.of(written))
                .isEqualTo(new InetSocketAddress(InetAddress.getByName("10.0.0.7"), 40_000));
    }

    @Test
    void reads_an_ipv6_address() throws Exception {
        byte[] written = new byte[25];
        written[0] = 24;
        written[16] = 1; // the last byte of ::1
        written[23] = 0x1f;
        written[24] = (byte) 0x90;

        assertThat(NettyAddress.of(written)).isEqualTo(new InetSocketAddress(InetAddress.getByName("::1"), 8_080));
    }

    @Test
    void takes_nothing_for_an_address_that_is_none() {
        assertThat(NettyAddress.of(null)).isNull();
        assertThat(NettyAddress.of(new byte[0])).isNull();
        assertThat(NettyAddress.of(new byte[25])).isNull();
        assertThat(NettyAddress.of(new byte[] {8, 1, 2})).isNull();
        assertThat(NettyAddress.of(new byte[] {8, 1, 2, 3, 4, 1, 0, 0, 0})).isNull();
    }
}
