package io.firstfin.tracer.http;

import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.EntrySize;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of an object of a library that represents a connection. */
class LibraryObjectSizeTest {

    @Test
    void is_what_its_table_says() {
        EntrySize.assertHolds(BoundedTable.LIBRARY_OBJECTS, () -> {
            LibraryConnections handles = new LibraryConnections(null, null, null, holder -> null);
            Object socket = new Object();
            List<Object> alive = new ArrayList<>();
            return number -> {
                Object handle = new Object();
                alive.add(handle);
                handles.aliasOf(handle, socket);
            };
        });
    }
}
