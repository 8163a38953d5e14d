package io.firstfin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};

    @Test
    void a_mapped_address_equals_the_ipv4_address_it_stands_for() throws UnknownHostException {
        // InetAddress.getByAddress would normalise; a kernel row may come as Inet6Address
        InetAddress mapped = Inet6Address.getByAddress(null, MAPPED, -1);
        InetAddress plain = InetAddress.getByAddress(new byte[] {10, 1, 2, 3});

        Endpoints endpoints = new Endpoints(mapped, 1, mapped, 2);

        assertThat(endpoints).isEqualTo(new Endpoints(plain, 1, plain, 2));
        assertThat(endpoints.local()).isInstanceOf(Inet4Address.class);
        assertThat(endpoints.isV4()).isTrue();
    }

    @Test
    void other_ipv6_addresses_stay() throws UnknownHostException {
        Endpoints endpoints =
                new Endpoints(InetAddress.getByName("::1"), 1, InetAddress.getByName("2001:db8::ffff:10.1.2.3"), 2);

        assertThat(endpoints.remote()).isInstanceOf(Inet6Address.class);
        assertThat(endpoints.isV4()).isFalse();
        assertThat(endpoints).hasToString("[0:0:0:0:0:0:0:1]:1 > [2001:db8:0:0:0:ffff:a01:203]:2");
    }

    @Test
    void the_mirror_image_is_the_peers_view() throws UnknownHostException {
        InetAddress a = InetAddress.getByName("10.0.0.1");
        InetAddress b = InetAddress.getByName("10.0.0.2");

        assertThat(new Endpoints(a, 1, b, 2).mirrored()).isEqualTo(new Endpoints(b, 2, a, 1));
    }
}
