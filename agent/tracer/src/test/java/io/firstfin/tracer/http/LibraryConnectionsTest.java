package io.firstfin.tracer.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.base.BoundedTable;
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
    void beyond_its_bound_a_handle_leads_nowhere_and_is_counted() {
        Object[] handle = new Object[BoundedTable.LIBRARY_OBJECTS.most() + 1];
        for (int i = 0; i < handle.length; i++) {
            handle[i] = new Object();
            handles.aliasOf(handle[i], socket);
        }

        assertThat(handles.leftOut()).isEqualTo(1);
        assertThat(handles.descriptor(handle[handle.length - 2])).isSameAs(fd);
        assertThat(handles.descriptor(handle[handle.length - 1])).isNull();
    }

    @Test
    void what_nobody_named_leads_nowhere() {
        assertThat(handles.descriptor(new Object())).isNull();
        assertThat(handles.descriptor(null)).isNull();
    }
}
