package io.firstfin.sample.chaos;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** An endpoint of {@link Socket}, with or without TLS. */
final class SocketEnd implements End {
    private final Socket socket;
    private final int localPort;
    private final int remotePort;
    private final byte[] buffer = new byte[4096];

    SocketEnd(Socket socket) throws IOException {
        this.socket = socket;
        this.localPort = socket.getLocalPort();
        this.remotePort = socket.getPort();
        try {
            socket.setSoTimeout(MOMENT_MILLIS);
        } catch (IOException closedAlready) {
            // the acts will meet the same
        }
    }

    @Override
    public void write(int bytes) throws IOException {
        socket.getOutputStream().write(new byte[bytes]);
    }

    @Override
    public boolean read() throws IOException {
        try {
            return socket.getInputStream().read(buffer) >= 0;
        } catch (SocketTimeoutException nothingCame) {
            return true;
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void shutdownInput() throws IOException {
        socket.shutdownInput();
    }

    @Override
    public void linger(int seconds) throws IOException {
        socket.setSoLinger(true, seconds);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public int localPort() {
        return localPort;
    }

    @Override
    public int remotePort() {
        return remotePort;
    }
}
