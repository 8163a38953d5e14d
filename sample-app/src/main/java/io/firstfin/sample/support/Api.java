package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** The ways Java opens TCP connections; a scenario is played through those where it matters. */
public enum Api {
    /** {@link Socket} and {@link ServerSocket}. */
    SOCKET {
        @Override
        public Link connect(InetSocketAddress address) throws IOException {
            Socket socket = new Socket();
            socket.connect(address);
            return new SocketLink(Link.Role.CLIENT, socket);
        }

        @Override
        public Listener listen(InetSocketAddress address, int backlog) throws IOException {
            return new SocketListener(new ServerSocket(address.getPort(), backlog, address.getAddress()));
        }
    },
    /** The same on a virtual thread, which makes the JDK use the descriptor without blocking. */
    VIRTUAL {
        @Override
        public Link connect(InetSocketAddress address) throws IOException {
            return SOCKET.connect(address);
        }

        @Override
        public Listener listen(InetSocketAddress address, int backlog) throws IOException {
            return SOCKET.listen(address, backlog);
        }
    },
    /** TLS 1.3 over {@link Socket}. */
    TLS {
        @Override
        public Link connect(InetSocketAddress address) throws IOException {
            Socket socket = Tls.CONTEXT.getSocketFactory().createSocket();
            socket.connect(address);
            return new SocketLink(Link.Role.CLIENT, socket);
        }

        @Override
        public Listener listen(InetSocketAddress address, int backlog) throws IOException {
            return new SocketListener(Tls.CONTEXT
                    .getServerSocketFactory()
                    .createServerSocket(address.getPort(), backlog, address.getAddress()));
        }
    },
    /** {@link SocketChannel}, blocking. */
    CHANNEL {
        @Override
        public Link connect(InetSocketAddress address) throws IOException {
            return new ChannelLink(Link.Role.CLIENT, SocketChannel.open(address));
        }

        @Override
        public Listener listen(InetSocketAddress address, int backlog) throws IOException {
            return new ChannelListener(ServerSocketChannel.open().bind(address, backlog));
        }
    },
    /** {@link SocketChannel}, non-blocking and registered with a Selector. */
    SELECTOR {
        @Override
        public Link connect(InetSocketAddress address) throws IOException {
            return SelectorLink.connect(address);
        }

        @Override
        public Listener listen(InetSocketAddress address, int backlog) throws IOException {
            return new SelectorListener(ServerSocketChannel.open().bind(address, backlog));
        }
    },
    /** {@link java.nio.channels.AsynchronousSocketChannel}. */
    ASYNC {
        @Override
        public Link connect(InetSocketAddress address) throws IOException {
            return AsyncLink.connect(address);
        }

        @Override
        public Listener listen(InetSocketAddress address, int backlog) throws IOException {
            return new AsyncListener(AsynchronousServerSocketChannel.open().bind(address, backlog));
        }
    };

    /** Connects; throws what the JDK throws, with nothing left open. */
    public abstract Link connect(InetSocketAddress address) throws IOException;

    public abstract Listener listen(InetSocketAddress address, int backlog) throws IOException;

    /** Listens on a free port of the loopback address. */
    public final Listener listen() throws IOException {
        return listen(loopback(), 50);
    }

    /** The loopback address with a port of the kernel's choice. */
    public static InetSocketAddress loopback() throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }

    /** As the command line names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
