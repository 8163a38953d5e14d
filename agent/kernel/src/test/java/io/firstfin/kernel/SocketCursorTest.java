package io.firstfin.kernel;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class SocketCursorTest {
    @Test
    void has_the_numbers_of_the_row_it_shows() {
        SocketCursor cursor = new SocketCursor();
        forAll(Rows::row, row -> {
            cursor.show(row);

            assertThat(cursor.toRow()).isEqualTo(row);
            assertThat(cursor.state()).isEqualTo(row.state());
            assertThat(cursor.localPort()).isEqualTo(row.endpoints().localPort());
            assertThat(cursor.remotePort()).isEqualTo(row.endpoints().remotePort());
            assertThat(cursor.cookie()).isEqualTo(row.cookie());
            assertThat(cursor.inode()).isEqualTo(row.inode());
            assertThat(cursor.expiresMillis()).isEqualTo(row.expiresMillis());
            assertThat(cursor.isSuccessor()).isEqualTo(row.isSuccessor());
            assertThat(cursor.endpointsHash()).isEqualTo(EndpointBits.hash(row.endpoints()));
        });
    }

    @Test
    void is_of_the_ends_that_equal_those_of_its_row_and_of_no_others() {
        SocketCursor cursor = new SocketCursor();
        forAll(Rows::row, Rows::address, (row, other) -> {
            cursor.show(row);
            Endpoints ends = row.endpoints();
            Endpoints local = new Endpoints(other, ends.localPort(), ends.remote(), ends.remotePort());
            Endpoints remote = new Endpoints(ends.local(), ends.localPort(), other, ends.remotePort());
            Endpoints ports = new Endpoints(ends.local(), ends.localPort() ^ 1, ends.remote(), ends.remotePort());

            assertThat(cursor.isOf(ends)).isTrue();
            assertThat(cursor.isOf(local)).isEqualTo(ends.equals(local));
            assertThat(cursor.isOf(remote)).isEqualTo(ends.equals(remote));
            assertThat(cursor.isOf(ports)).isFalse();
            assertThat(cursor.isOf(ends.mirrored())).isEqualTo(ends.equals(ends.mirrored()));
        });
    }

    /** Scopes are not compared by either; IPv4 is the same in an IPv4 and in an IPv6 socket. */
    @Test
    void two_addresses_have_the_same_bits_exactly_when_they_are_equal_in_endpoints() {
        forAll(Rows::address, Rows::address, (one, other) -> {
            Endpoints ends = new Endpoints(one, 1, other, 2);
            boolean sameBits = EndpointBits.high(one) == EndpointBits.high(other)
                    && EndpointBits.low(one) == EndpointBits.low(other);

            assertThat(sameBits).isEqualTo(ends.local().equals(ends.remote()));
            InetAddress again = EndpointBits.address(EndpointBits.high(one), EndpointBits.low(one));
            assertThat(again).isEqualTo(ends.local()).hasSameClassAs(ends.local());
        });
    }
}
