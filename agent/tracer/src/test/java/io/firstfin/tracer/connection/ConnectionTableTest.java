package io.firstfin.tracer.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.verdict.Role;
import java.io.FileDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTableTest {

    private static final int LAST_NUMBER = 1024 * 1024 - 1;

    /** In entries. */
    private static final int ROOM_OF_A_SEGMENT = ConnectionTable.ENTRIES_OF_SEGMENT;

    private final ConnectionTable table = new ConnectionTable();
    private final FileDescriptor fd = new FileDescriptor();

    @Test
    void finds_a_socket_by_descriptor_and_number() {
        Connection connection = enter(fd, 7);

        assertThat(table.get(fd, 7)).isSameAs(connection);
        assertThat(table.get(fd, 8)).isNull();
    }

    @Test
    void does_not_take_another_descriptor_with_the_same_number_for_the_socket() {
        enter(fd, 7);

        assertThat(table.get(new FileDescriptor(), 7)).isNull();
    }

    @Test
    void forgets_the_socket_whose_number_another_one_took() {
        Connection before = enter(fd, 7);
        FileDescriptor next = new FileDescriptor();
        Connection after = enter(next, 7);

        assertThat(table.get(fd, 7)).isNull();
        assertThat(table.get(next, 7)).isSameAs(after);
        assertThat(table.remove(before))
                .as("the late removal of the one before")
                .isFalse();
        assertThat(table.get(next, 7)).isSameAs(after);
    }

    @Test
    void finds_a_connection_older_than_the_agent_by_its_number_alone() {
        Connection adopted = connection(null, 7, Phase.OPEN);

        assertThat(table.putIfAbsent(adopted)).isTrue();
        assertThat(table.get(fd, 7)).isSameAs(adopted);
    }

    @Test
    void keeps_what_a_call_entered_when_adoption_comes_later() {
        Connection called = enter(fd, 7);

        assertThat(table.putIfAbsent(connection(null, 7, Phase.OPEN))).isFalse();
        assertThat(table.get(fd, 7)).isSameAs(called);
    }

    @Test
    void removes_a_socket_once() {
        Connection connection = enter(fd, 7);

        assertThat(table.remove(connection)).isTrue();
        assertThat(table.remove(connection)).isFalse();
        assertThat(table.get(fd, 7)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1023, 1024, LAST_NUMBER})
    void takes_every_number_up_to_its_bound(int number) {
        Connection connection = enter(fd, number);

        assertThat(table.get(fd, number)).isSameAs(connection);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, LAST_NUMBER + 1, Integer.MAX_VALUE})
    void leaves_out_numbers_beyond_its_bounds(int number) {
        Connection connection = enter(fd, number);

        assertThat(table.get(fd, number)).isNull();
        assertThat(table.putIfAbsent(connection)).isFalse();
        assertThat(table.remove(connection)).isFalse();
        assertThat(everything()).isEmpty();
    }

    @Test
    void counts_open_connections_and_shows_all_that_is_entered() {
        Connection open = enter(fd, 7);
        Connection distant = enter(new FileDescriptor(), 5000);
        Connection listening = connection(new FileDescriptor(), 8, Phase.LISTENING);
        table.put(listening);
        distant.move(Phase.OPEN, Phase.CLOSING);

        assertThat(table.open()).isEqualTo(1);
        assertThat(everything()).containsExactly(open, listening, distant);
    }

    @Test
    void takes_in_nothing_more_when_it_is_full_and_evicts_nothing() {
        ConnectionTable small = new ConnectionTable(ROOM_OF_A_SEGMENT + 2);
        Connection first = connection(fd, 7, Phase.OPEN);
        Connection second = connection(null, 8, Phase.OPEN);

        assertThat(small.put(first)).isTrue();
        assertThat(small.putIfAbsent(second)).isTrue();
        assertThat(small.put(connection(fd, 9, Phase.OPEN))).isFalse();
        assertThat(small.putIfAbsent(connection(fd, 9, Phase.OPEN))).isFalse();
        assertThat(small.at(7)).isSameAs(first);
        assertThat(small.at(8)).isSameAs(second);
        assertThat(small.at(9)).isNull();
        assertThat(small.size()).isEqualTo(2);
    }

    @Test
    void passes_a_number_on_when_it_is_full_and_has_room_again_after_a_release() {
        ConnectionTable small = new ConnectionTable(ROOM_OF_A_SEGMENT + 1);
        small.put(connection(fd, 7, Phase.OPEN));
        Connection next = connection(fd, 7, Phase.OPEN);

        assertThat(small.put(next)).isTrue();
        assertThat(small.size()).isEqualTo(1);
        assertThat(small.remove(next)).isTrue();
        assertThat(small.size()).isZero();
        assertThat(small.put(connection(fd, 9, Phase.OPEN))).isTrue();
    }

    @Test
    void counts_the_arrays_that_a_few_sockets_among_many_files_need() {
        ConnectionTable small = new ConnectionTable(2 * ROOM_OF_A_SEGMENT + 2);

        assertThat(small.put(connection(fd, 0, Phase.OPEN))).isTrue();
        assertThat(small.put(connection(fd, 5_000, Phase.OPEN))).isTrue();
        assertThat(small.put(connection(fd, 1, Phase.OPEN))).isFalse();
        assertThat(small.put(connection(fd, 10_000, Phase.OPEN))).isFalse();
    }

    private List<Connection> everything() {
        List<Connection> all = new ArrayList<>();
        table.forEach(all::add);
        return all;
    }

    private Connection enter(FileDescriptor descriptor, int number) {
        Connection connection = connection(descriptor, number, Phase.OPEN);
        table.put(connection);
        return connection;
    }

    private static Connection connection(FileDescriptor descriptor, int number, Phase phase) {
        return new Connection(1, descriptor, number, "Socket", Role.CLIENT, phase);
    }
}
