package io.firstfin.tracer.ports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.connection.AClosedConnection;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.sink.DescriptorExhaustion;
import io.firstfin.tracer.sink.PortExhaustion.Call;
import io.firstfin.tracer.sink.PortExhaustion.Failure;
import io.firstfin.tracer.sink.PortInUse.Conflict;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import shop.Till;

@Timeout(30)
class BlackBoxTest {

    private static final InetSocketAddress THERE = new InetSocketAddress("127.0.0.1", 80);

    private final BlockingQueue<Failure> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Conflict> conflicts = new LinkedBlockingQueue<>();
    private final BlockingQueue<DescriptorExhaustion.Failure> descriptors = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
    private final BlackBox box = new BlackBox(told::add, conflicts::add, descriptors::add, errors::add);
    private final Connection connection = AClosedConnection.between(null, 0, 0);
    private final Thread thread = new Thread(box);

    @BeforeEach
    void starts() {
        thread.start();
    }

    @AfterEach
    void stops() throws InterruptedException {
        box.stop();
        thread.join();
        assertThat(errors).isEmpty();
    }

    @Test
    void tells_of_a_failure_on_a_thread_of_its_own_with_the_line_that_failed() throws Exception {
        Till.sell(() -> {
            box.note(Call.CONNECT, connection, THERE, "Cannot assign requested address");
            return "";
        });

        Failure failure = told.take();
        assertThat(failure.asked()).isEqualTo(THERE);
        assertThat(failure.site()).isEqualTo("shop.Till.sell:" + Till.LINE);
        assertThat(failure.suppressed()).isZero();
    }

    @Test
    void counts_those_that_fail_within_a_second_of_it() throws Exception {
        long before = System.nanoTime();
        fail();
        assertThat(told.take().suppressed()).isZero();
        int more = 0;
        while (told.isEmpty()) {
            fail();
            more++;
            TimeUnit.MILLISECONDS.sleep(1);
        }

        assertThat(told.take().suppressed()).isBetween(1, more);
        assertThat(System.nanoTime() - before).isGreaterThan(900_000_000L);
    }

    @Test
    void an_accept_loop_that_gets_no_descriptor_is_told_once_a_second() throws Exception {
        Till.sell(() -> {
            box.noteDescriptor(true, 8080, "Too many open files");
            return "";
        });
        DescriptorExhaustion.Failure first = descriptors.take();
        assertThat(first.accept()).isTrue();
        assertThat(first.port()).isEqualTo(8080);
        assertThat(first.site()).isEqualTo("shop.Till.sell:" + Till.LINE);
        while (descriptors.isEmpty()) {
            box.noteDescriptor(true, 8080, "Too many open files");
        }
        assertThat(descriptors.take().suppressed()).isPositive();
    }

    @Test
    void a_want_of_ports_does_not_hide_a_port_that_is_in_use() throws Exception {
        fail();
        box.noteConflict(connection, "Cannot assign requested address");

        assertThat(told.take().suppressed()).isZero();
        assertThat(conflicts.take().connection()).isSameAs(connection);
    }

    private void fail() {
        box.note(Call.CONNECT, connection, THERE, "Cannot assign requested address");
    }
}
