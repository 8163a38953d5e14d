package io.firstfin.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** One byte there and back on an open connection: what tracing must not touch. */
final class ReadWrite {

    private ReadWrite() {}

    /** Prints nanoseconds for one exchange. */
    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.setTcpNoDelay(true);
            accepted.setTcpNoDelay(true);
            OutputStream ask = client.getOutputStream();
            InputStream asked = accepted.getInputStream();
            OutputStream answer = accepted.getOutputStream();
            InputStream answered = client.getInputStream();
            Timing.print(Integer.parseInt(args[0]), () -> {
                ask.write(1);
                asked.read();
                answer.write(2);
                answered.read();
            });
        }
    }
}
