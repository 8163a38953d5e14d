package io.firstfin.sample;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that hang: one that the peer has closed and we have not, one that we half-closed and the
 * peer has not, one that was forgotten. And a server whose port is taken. Ends with its stdin.
 */
final class Hangs {
    private static final List<Socket> KEPT = new ArrayList<>();

    private Hangs() {}

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        neverClosed(server);
        halfClosed(server);
        WeakReference<Socket> forgotten = forgotten(server);
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (forgotten.get() != null && System.nanoTime() < deadline) {
            System.gc();
            LockSupport.parkNanos(10_000_000);
        }
        try {
            new ServerSocket(server.getLocalPort(), 50, InetAddress.getByName("127.0.0.1"));
        } catch (BindException expected) {
            System.out.println("BIND " + server.getLocalPort() + " " + expected.getMessage());
        }
        System.out.println("DONE " + ProcessHandle.current().pid());
        System.in.read();
    }

    private static void neverClosed(ServerSocket server) throws IOException {
        KEPT.add(new Socket(server.getInetAddress(), server.getLocalPort()));
        server.accept().close();
    }

    private static void halfClosed(ServerSocket server) throws IOException {
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        KEPT.add(client);
        KEPT.add(server.accept());
        client.shutdownOutput();
    }

    private static WeakReference<Socket> forgotten(ServerSocket server) throws IOException {
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        KEPT.add(server.accept());
        return new WeakReference<>(client);
    }
}
