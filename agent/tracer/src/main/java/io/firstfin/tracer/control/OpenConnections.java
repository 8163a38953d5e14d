package io.firstfin.tracer.control;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.procfs.OwnSocket;
import io.firstfin.kernel.procfs.ProcSelfFd;
import io.firstfin.tracer.base.OwnThreads;
import io.firstfin.tracer.lifecycle.Adoption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes in the connections that are open: at attach, and each time a recording starts. The kernel's
 * table may take 100 ms to read, so a start has it done by a thread of ours, which ends with it.
 */
final class OpenConnections {

    private final Adoption adoption;
    private final Supplier<SocketTable> kernel;
    private final Consumer<Throwable> errors;
    private volatile int adopted;

    // all three under our lock
    private boolean ready;
    private boolean wanted;
    private boolean underWay;

    /** @param kernel gives null as long as the table may not be opened */
    OpenConnections(Adoption adoption, Supplier<SocketTable> kernel, Consumer<Throwable> errors) {
        this.adoption = adoption;
        this.kernel = kernel;
        this.errors = errors;
    }

    /** A recording starts: takes in what is open, at once or when everything is woven. */
    synchronized void recordingStarts() {
        wanted = true;
        begin();
    }

    /** Everything is woven: from now on a close removes what is taken in. */
    synchronized void woven() {
        ready = true;
        begin();
    }

    /** Takes in nothing any more. */
    synchronized void stop() {
        ready = false;
    }

    /** Takes in what is open, on this thread. */
    void takeIn() {
        try {
            SocketTable table = kernel.get();
            adopted += adoption.adopt(
                    () -> table == null ? ProcSelfFd.list() : ProcSelfFd.list(table), OpenConnections::isOpen);
        } catch (Throwable e) {
            errors.accept(e);
        }
    }

    /** How many connections were taken in that were not traced before. */
    int adopted() {
        return adopted;
    }

    private void begin() {
        if (ready && wanted && !underWay) {
            underWay = true;
            try {
                OwnThreads.start("takein", this::run);
            } catch (Throwable noThread) {
                // whoever starts the recording has nothing to do with it
                underWay = false;
                errors.accept(noThread);
            }
        }
    }

    private void run() {
        while (goOn()) {
            takeIn();
        }
    }

    /** One thread at a time: it takes in once more for the starts while it was at it. */
    private synchronized boolean goOn() {
        underWay = ready && wanted;
        wanted = false;
        return underWay;
    }

    private static boolean isOpen(OwnSocket socket) {
        try {
            String link = "socket:[" + socket.row().inode() + "]";
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + socket.fd()))
                    .toString()
                    .equals(link);
        } catch (IOException closed) {
            return false;
        }
    }
}
