package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A {@link Socket}, or a TLS socket, which is one too. */
public class SocketLink implements Link {
    private final Role role;
    private final Socket socket;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;

    public SocketLink(Role role, Socket socket) {
        this.role = role;
        this.socket = socket;
        this.local = (InetSocketAddress) socket.getLocalSocketAddress();
        this.remote = (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public String api() {
        return "Socket";
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public int read(byte[] into) throws IOException {
        return socket.getInputStream().read(into);
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void linger(int seconds) throws IOException {
        socket.setSoLinger(seconds >= 0, seconds);
    }

    @Override
    public int linger() throws IOException {
        return socket.getSoLinger();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
