package io.firstfin.kernel.sockdiag;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class InetDiagRequestTest {
    private final ByteBuffer out = ByteBuffer.allocate(InetDiagRequest.LENGTH).order(ByteOrder.LITTLE_ENDIAN);

    @Test
    void an_exact_look_up_names_the_ports_and_addresses_in_network_order() throws UnknownHostException {
        InetDiagRequest.exact(
                out,
                5,
                new Endpoints(InetAddress.getByName("10.0.0.1"), 0x1234, InetAddress.getByName("10.0.0.2"), 80));

        assertThat(hex())
                .isEqualTo("48000000" + "1400" + "0100" + "05000000" + "00000000"
                        + "02" + "06" + "00" + "00" + "ffffffff" + "1234" + "0050"
                        + "0a000001" + "0".repeat(24) + "0a000002" + "0".repeat(24)
                        + "00000000" + "ffffffffffffffff");
    }

    @Test
    void a_link_local_connection_is_asked_for_on_its_interface() throws UnknownHostException {
        byte[] linkLocal = new byte[16];
        linkLocal[0] = (byte) 0xfe;
        linkLocal[1] = (byte) 0x80;
        InetAddress address = Inet6Address.getByAddress(null, linkLocal, 3);

        InetDiagRequest.exact(out, 5, new Endpoints(address, 1, address, 2));

        assertThat(out.get(16)).isEqualTo((byte) InetDiagRequest.AF_INET6);
        assertThat(out.getInt(60)).isEqualTo(3);
    }

    @Test
    void a_dump_names_the_family_and_the_states_and_leaves_nothing_of_an_older_request() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("10.0.0.1");
        InetDiagRequest.exact(out, 5, new Endpoints(address, 1, address, 2));
        InetDiagRequest.dump(out, 6, InetDiagRequest.AF_INET6, TcpState.TIME_WAIT.bit());

        assertThat(hex())
                .isEqualTo("48000000" + "1400" + "0103" + "06000000" + "00000000"
                        + "0a" + "06" + "00" + "00" + "40000000" + "0".repeat(80)
                        + "ffffffffffffffff");
    }

    @Test
    void a_dump_of_both_families_is_the_older_request_which_names_none() {
        ByteBuffer room = ByteBuffer.allocate(InetDiagRequest.MOST).order(ByteOrder.LITTLE_ENDIAN);
        InetDiagRequest.dumpAll(room, 6, TcpState.TIME_WAIT.bit());

        assertThat(HexFormat.of().formatHex(room.array(), 0, InetDiagRequest.DUMP_ALL_LENGTH))
                .isEqualTo("4c000000" + "1200" + "0103" + "06000000" + "00000000" + "00000000" + "0".repeat(80)
                        + "ffffffffffffffff" + "40000000" + "00000000");
    }

    private String hex() {
        return HexFormat.of().formatHex(out.array());
    }
}
