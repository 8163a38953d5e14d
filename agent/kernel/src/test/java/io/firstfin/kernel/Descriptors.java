package io.firstfin.kernel;

import io.firstfin.kernel.procfs.OwnSocket;
import io.firstfin.kernel.procfs.ProcSelfFd;
import java.io.IOException;

/** Finds the descriptor of a Java socket as the kernel shows it, without looking into the JDK. */
public final class Descriptors {
    private Descriptors() {}

    public static int of(Endpoints endpoints) throws IOException {
        return ProcSelfFd.list().stream()
                .filter(socket -> socket.row().endpoints().equals(endpoints))
                .mapToInt(OwnSocket::fd)
                .findFirst()
                .orElseThrow();
    }
}
