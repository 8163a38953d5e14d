package io.firstfin.benchmark.work;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** One byte there and back on an open connection: FirstFin does not weave reads and writes. */
public final class ReadWrite {

    private ReadWrite() {}

    public static void main(String[] args) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.setTcpNoDelay(true);
            accepted.setTcpNoDelay(true);
            OutputStream ask = client.getOutputStream();
            InputStream asked = accepted.getInputStream();
            OutputStream answer = accepted.getOutputStream();
            InputStream answered = client.getInputStream();
            Window.atFullSpeed(args[0], () -> {
                ask.write(1);
                asked.read();
                answer.write(2);
                answered.read();
            });
        }
    }
}
