package io.firstfin.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * What it costs to look at a table full of TIME_WAIT again and again: the CPU time of the threads that
 * do so, while the application does nothing. To be started with the agent, once with no sockets and
 * once with many: the difference is theirs.
 *
 * <p>Arguments: a template, sockets, seconds.
 */
public final class FullTable {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FullTable() {}

    public static void main(String[] args) throws IOException, ParseException {
        int sockets = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        try (Recording recording = new Recording(Configuration.create(Path.of(args[0])))) {
            recording.start();
            fill(sockets);
            // what was closed last has been looked at, and the code for it compiled
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
            long before = nanos();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
            System.out.printf(
                    "%,d in TIME_WAIT: %.1f ms of CPU a second%n", sockets, (nanos() - before) / 1e6 / seconds);
        }
    }

    /** The connecting end closes first. */
    private static void fill(int sockets) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < sockets; i++) {
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept();
                client.close();
                accepted.close();
            }
        }
    }

    /** The time of JFR's thread that asks for periodic events, and of our own. */
    private static long nanos() {
        long sum = 0;
        for (ThreadInfo thread : THREADS.dumpAllThreads(false, false, 0)) {
            String name = thread.getThreadName();
            if (name.equals("JFR Periodic Tasks") || name.startsWith("firstfin")) {
                sum += THREADS.getThreadCpuTime(thread.getThreadId());
            }
        }
        return sum;
    }
}
