package io.firstfin.analysis.finding;

import static io.firstfin.analysis.finding.FindingAssertions.only;
import static io.firstfin.analysis.finding.FindingAssertions.says;
import static io.firstfin.analysis.finding.FindingAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.PortConflict;
import io.firstfin.analysis.model.PortCount;
import io.firstfin.analysis.model.PortExhaustion;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.SelfConnects;
import io.firstfin.analysis.model.TestPorts;
import io.firstfin.analysis.view.Report;
import io.firstfin.verdict.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connects that met their own port: in use towards the destination, or as the destination. */
class OwnPortFindingsTest {

    private static final String OPEN = "ESTABLISHED, held by this JVM (opened by shop.Feed.open:12)";
    private static final String TIME_WAIT =
            "TIME_WAIT, which ends in 57 s, left by this JVM (closed by shop.Feed.send:20)";

    @Test
    void a_port_in_use_is_told_with_who_holds_it_and_is_no_want_of_ports() {
        Model model = conflict(OPEN, 2, 1);
        says(
                model,
                FindingId.PORT_IN_USE,
                Severity.WARNING,
                "Port 6000 is in use towards"
                        + " 10.0.0.7:8080: 13 connects from it failed with \"Cannot assign requested"
                        + " address\". Other ports are of no help to a socket that is bound to this one."
                        + " The kernel showed on it: " + OPEN + ". The first was attempted in"
                        + " shop.Feed.open:12.");
        silent(model, FindingId.PORTS_EXHAUSTED);
        silent(model, FindingId.CONNECT_FAILED);
        assertThat(Report.of(model).headline())
                .contains("Found first: Port 6000 is in use towards 10.0.0.7:8080 (100 % of the connects).");
    }

    @Test
    void what_helps_depends_on_what_holds_the_port() {
        assertThat(advice(OPEN, 2, 1).get(1)).startsWith("Where the port must be this one, close its" + " connection");
        assertThat(advice("CLOSE_WAIT, held by another process of uid 7", 2, 1).get(1))
                .contains("\"ss -tnp sport = :6000\"");
        assertThat(advice(TIME_WAIT, 2, 1)).hasSize(2);
        assertThat(advice(TIME_WAIT, 1, 0)).hasSize(3).last().asString().startsWith("net.ipv4.tcp_timestamps is 0");
        assertThat(advice(TIME_WAIT, 1, 1)).hasSize(2);
    }

    @Test
    void a_connect_to_itself_is_told_with_the_range_that_its_port_is_in() {
        Model model = new Models()
                .ports(ports(
                        List.of(),
                        List.of(),
                        List.of(new SelfConnects(
                                Destination.client(Models.NETWORK, "127.0.0.1", "127.0.0.1", 40_001), 1))))
                .build();
        says(
                model,
                FindingId.SELF_CONNECT,
                Severity.WARNING,
                "1 connect to 127.0.0.1:40001"
                        + " connected to itself: nobody listened there, and the local port was the same"
                        + " one. What is sent on such a connection comes back to its sender, and while it"
                        + " is open no server can listen on port 40001.");
        assertThat(only(model, FindingId.SELF_CONNECT).advice().get(0)).contains("32768-60999", "reserve port 40001");
    }

    @Test
    void a_connect_to_itself_is_named_by_its_line_not_by_those_that_reached_the_server() {
        Destination self = Destination.client(Models.NETWORK, "127.0.0.1", "127.0.0.1", 40_001);
        Model model = new Models()
                .ports(ports(List.of(), List.of(), List.of(new SelfConnects(self, 1))))
                .site(Act.CONNECT, self, Models.SITE, 1, Mark.SELF_CONNECTED)
                .site(Act.CONNECT, self, new CallSite("shop.Feed", "open", 7, ""), 500)
                .build();
        assertThat(only(model, FindingId.SELF_CONNECT).statement())
                .endsWith("port 40001. All were made in shop.Orders.send(Orders.java:42).");
        assertThat(ChangeFirst.of(model, List.of(only(model, FindingId.SELF_CONNECT))))
                .first()
                .isEqualTo("Orders.java:42 connects to itself (1); compare both addresses after connect.");
    }

    @Test
    void where_the_kernel_showed_free_ports_nothing_says_that_there_were_none() {
        Model model = new Models()
                .opened(Models.PEER, FailureKind.OTHER, 3)
                .ports(ports(List.of(exhaustion(28_000)), List.of(), List.of()))
                .build();
        silent(model, FindingId.PORTS_EXHAUSTED);
        assertThat(only(model, FindingId.CONNECT_FAILED).statement())
                .contains("but the kernel" + " showed 28,000 of 28,232 local ports free towards it");
        assertThat(Report.of(model).headline().get(0)).doesNotContain("OUT OF LOCAL PORTS");
    }

    /** The black box comes some milliseconds after the failure. */
    @Test
    void a_few_ports_may_have_become_free_meanwhile() {
        assertThat(exhaustion(0).isContradicted()).isFalse();
        assertThat(exhaustion(1_000).isContradicted()).isFalse();
        assertThat(exhaustion(2_000).isContradicted()).isTrue();
        assertThat(exhaustion(-1).isContradicted()).isFalse();
    }

    private static List<String> advice(String heldBy, int twReuse, int timestamps) {
        return only(conflict(heldBy, twReuse, timestamps), FindingId.PORT_IN_USE)
                .advice();
    }

    private static Model conflict(String heldBy, int twReuse, int timestamps) {
        return new Models()
                .settings(Models.settings(twReuse, timestamps))
                .opened(Models.PEER, FailureKind.ADDRESS_IN_USE_TOWARDS_DESTINATION, 13)
                .ports(ports(
                        List.of(),
                        List.of(new PortConflict(0, Models.PEER, 6000, 13, heldBy, "shop.Feed.open:12")),
                        List.of()))
                .build();
    }

    private static Ports ports(
            List<PortExhaustion> exhaustions, List<PortConflict> conflicts, List<SelfConnects> selfConnects) {
        return TestPorts.failed(exhaustions, conflicts, selfConnects);
    }

    private static PortExhaustion exhaustion(long free) {
        return new PortExhaustion(
                0,
                Models.PEER,
                "CONNECT",
                3,
                new PortCount(Instant.EPOCH, 28_232, 28_232 - free, 0, 0, 0, 0, free, 1, Duration.ofNanos(-1)),
                List.of(),
                "",
                "",
                "");
    }
}
