package io.firstfin.benchmark.work;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Opens connections, both ends of each in this JVM, and reports the heap that each end takes while it is open. */
public final class OpenConnections {

    /** Descriptors that the JVM needs for itself. */
    private static final int RESERVED = 500;
    /** One port can be connected to from 28,232 local ports by default. */
    private static final int PER_SERVER = 10_000;

    private static final int MOST_READINGS = 20;
    private static final long ALIKE_BYTES = 50_000;

    private OpenConnections() {}

    /** Second argument: how many ends to open, or as many as there may be descriptors if that is less. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var process = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long free = process.getMaxFileDescriptorCount() - RESERVED;
        int pairs = (int) Math.min(Long.parseLong(args[1]), free) / 2;
        List<Socket> ends = new ArrayList<>(2 * pairs);
        open(100, ends);
        close(ends);
        long before = heap();
        open(pairs, ends);
        Figure.print("heap", heap() - before, ends.size());
        Figure.print("ends", ends.size());
        close(ends);
    }

    private static void open(int pairs, List<Socket> ends) throws IOException {
        for (int opened = 0; opened < pairs; opened += PER_SERVER) {
            try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                for (int i = 0; i < Math.min(PER_SERVER, pairs - opened); i++) {
                    ends.add(new Socket(server.getInetAddress(), server.getLocalPort()));
                    ends.add(server.accept());
                }
            }
        }
    }

    private static void close(List<Socket> ends) throws IOException {
        for (Socket end : ends) {
            end.close();
        }
        ends.clear();
    }

    /**
     * Cleaners and finalizers release in one collection what the next one can take, and an agent gives up a moment after it
     * wove what it needed for that: so until two readings are alike.
     */
    private static long heap() throws InterruptedException {
        long last = collected();
        for (int i = 0; i < MOST_READINGS; i++) {
            Thread.sleep(500);
            long now = collected();
            if (Math.abs(now - last) < ALIKE_BYTES) {
                return now;
            }
            last = now;
        }
        return last;
    }

    private static long collected() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
