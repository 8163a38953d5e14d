package io.firstfin.tracer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LibraryConnectionsTest {

    private final Object socket = new Object();
    private final FileDescriptor fd = new FileDescriptor();
    private final LibraryConnections handles = new LibraryConnections(null, null, null, Map.of(socket, fd)::get);

    @Test
    void a_socket_stands_for_itself() {
        assertThat(handles.descriptor(socket)).isSameAs(fd);
    }

    @Test
    void one_handle_may_stand_for_another() {
        Object plain = new Object();
        Object secured = new Object();
        handles.aliasOf(plain, socket);
        handles.aliasOf(secured, plain);

        assertThat(handles.descriptor(secured)).isSameAs(fd);
    }

    @Test
    void what_nobody_named_leads_nowhere() {
        assertThat(handles.descriptor(new Object())).isNull();
        assertThat(handles.descriptor(null)).isNull();
    }
}
