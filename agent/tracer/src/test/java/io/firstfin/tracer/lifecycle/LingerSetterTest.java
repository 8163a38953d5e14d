package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.CountersSink;
import io.firstfin.tracer.sink.Sinks;
import java.io.FileDescriptor;
import java.lang.reflect.Field;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.Feed;

/** Who set SO_LINGER to 0. */
class LingerSetterTest {

    private final List<Throwable> errors = new ArrayList<>();
    private final Sinks sinks = new Sinks(errors::add);
    private final CountersSink counters = new CountersSink();
    private final ConnectionTable table = new ConnectionTable();
    private final SocketTracer tracer = new SocketTracer(
            table, new Adoption(table), () -> null, sinks, (port, reuse) -> null, closed -> {}, errors::add);
    private SocketChannel channel;
    private FileDescriptor fd;

    @BeforeEach
    void opens() throws Exception {
        channel = SocketChannel.open();
        Field descriptor = channel.getClass().getDeclaredField("fd");
        descriptor.setAccessible(true);
        fd = (FileDescriptor) descriptor.get(channel);
        sinks.add(counters);
        counters.turn(true);
        sinks.update();
        tracer.created(fd, true);
    }

    @AfterEach
    void closes() throws Exception {
        channel.close();
        assertThat(errors).isEmpty();
    }

    @Test
    void is_whoever_calls_the_jdk() throws Exception {
        set(StandardSocketOptions.SO_LINGER, 0);
        assertThat(connection().lingerSetBy()).startsWith("shop.Feed.configure:");
    }

    @Test
    void is_nobody_who_lets_a_close_wait() throws Exception {
        set(StandardSocketOptions.SO_LINGER, 5);
        assertThat(connection().lingerSetBy()).isNull();
    }

    @Test
    void is_nobody_once_it_is_off_again() throws Exception {
        set(StandardSocketOptions.SO_LINGER, 0);
        set(StandardSocketOptions.SO_LINGER, -1);
        assertThat(connection().lingerSetBy()).isNull();
    }

    @Test
    void is_not_whoever_sets_another_option() throws Exception {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        set(StandardSocketOptions.SO_REUSEADDR, true);
        assertThat(connection().lingerSetBy()).isNull();
    }

    private <T> void set(SocketOption<T> option, T value) throws Exception {
        Feed.configure(() -> {
            channel.setOption(option, value);
            tracer.optionSet(fd, option);
            return null;
        });
    }

    private Connection connection() {
        return table.get(fd, JdkSockets.number(fd));
    }
}
