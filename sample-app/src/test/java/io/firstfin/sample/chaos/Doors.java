package io.firstfin.sample.chaos;

import io.firstfin.sample.support.Tls;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** What one worker opens its connections by: a listener for each API and family, and connects. */
final class Doors {
    private static final int ACCEPT_MILLIS = 200;
    private static final int BACKLOG = 16;

    /** A listener that accepts within a moment, or returns null. */
    interface Door {
        End accept(int patienceMillis) throws IOException;
    }

    private final VictimAddresses addresses;
    private final SelectLoop loop;
    private final int worker;
    private final Map<String, Door> doors = new HashMap<>();

    Doors(VictimAddresses addresses, SelectLoop loop, int worker) {
        this.addresses = addresses;
        this.loop = loop;
        this.worker = worker;
    }

    Door door(EndApi api, Family family) throws IOException {
        String key = api + (family.anyAddress() ? " any" : " " + family);
        Door door = doors.get(key);
        if (door == null) {
            door = open(api, family);
            doors.put(key, door);
        }
        return door;
    }

    private Door open(EndApi api, Family family) throws IOException {
        InetSocketAddress local = addresses.listener(worker, api, family);
        return switch (api) {
            case SOCKET, VIRTUAL -> new SocketDoor(new ServerSocket(local.getPort(), BACKLOG, local.getAddress()));
            case TLS ->
                new SocketDoor(Tls.CONTEXT
                        .getServerSocketFactory()
                        .createServerSocket(local.getPort(), BACKLOG, local.getAddress()));
            case ASYNC -> new AsyncDoor(AsynchronousServerSocketChannel.open().bind(local, BACKLOG));
            case NETTY -> NettyEnds.listen(local);
            case PEER -> patience -> null; // the peer accepts by itself
            default -> new ChannelDoor(api, loop, ServerSocketChannel.open().bind(local, BACKLOG));
        };
    }

    /** Accepts what still stands in a queue, since the connect to it was given up. */
    List<End> leftovers() throws IOException {
        List<End> all = new ArrayList<>();
        for (Door door : doors.values()) {
            for (End end = door.accept(1); end != null; end = door.accept(1)) {
                all.add(end);
            }
        }
        return all;
    }

    InetSocketAddress address(EndApi api, Family family) throws IOException {
        return addresses.server(worker, api, family);
    }

    /** Connects as the plan says; null when a cancelled connect leaves nothing to act on. */
    End connect(ConnectionPlan plan, InetSocketAddress to) throws IOException {
        if (plan.opening() == ConnectionPlan.Opening.CANCEL) {
            cancel(plan.client(), to);
            return null;
        }
        if (plan.opening() == ConnectionPlan.Opening.FIXED_PORT && plan.client() != EndApi.NETTY) {
            return connectFromFixedPort(plan, to);
        }
        return connect(plan.client(), to, null);
    }

    private End connectFromFixedPort(ConnectionPlan plan, InetSocketAddress to) throws IOException {
        InetSocketAddress from = addresses.fixed(worker, plan.family());
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                return connect(plan.client(), to, from);
            } catch (BindException | java.net.NoRouteToHostException stillUsed) {
                LockSupport.parkNanos(500_000);
            }
        }
        return connect(plan.client(), to, null);
    }

    private End connect(EndApi api, InetSocketAddress to, InetSocketAddress from) throws IOException {
        return switch (api) {
            case SOCKET, VIRTUAL, TLS -> connectSocket(api, to, from);
            case ASYNC -> connectAsync(to, from);
            case NETTY -> NettyEnds.connect(to);
            case PEER -> throw new IllegalArgumentException("a peer is a server");
            default -> connectChannel(api, to, from);
        };
    }

    private static End connectSocket(EndApi api, InetSocketAddress to, InetSocketAddress from) throws IOException {
        Socket socket = api == EndApi.TLS ? Tls.CONTEXT.getSocketFactory().createSocket() : new Socket();
        try {
            if (from != null) {
                socket.setReuseAddress(true);
                socket.bind(from);
            }
            socket.connect(to, 1000);
            return new SocketEnd(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private End connectChannel(EndApi api, InetSocketAddress to, InetSocketAddress from) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            if (from != null) {
                channel.setOption(java.net.StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(from);
            }
            if (api == EndApi.CHANNEL) {
                channel.connect(to);
            } else {
                channel.configureBlocking(false);
                for (boolean done = channel.connect(to); !done; done = channel.finishConnect()) {
                    LockSupport.parkNanos(50_000);
                }
            }
            return new ChannelEnd(channel, api, loop);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static End connectAsync(InetSocketAddress to, InetSocketAddress from) throws IOException {
        AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
        try {
            if (from != null) {
                channel.setOption(java.net.StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(from);
            }
            channel.connect(to).get(1, TimeUnit.SECONDS);
            return new AsyncEnd(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        } catch (ExecutionException e) {
            channel.close();
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(e);
        } catch (InterruptedException | TimeoutException e) {
            channel.close();
            throw new IOException(e);
        }
    }

    /** Gives a connect up: on loopback the kernel has mostly finished it by then. */
    private void cancel(EndApi api, InetSocketAddress to) throws IOException {
        switch (api) {
            case ASYNC -> {
                AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
                channel.connect(to);
                channel.close();
            }
            case SELECTOR, LATE_SELECT -> {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                try (Selector selector = Selector.open()) {
                    channel.register(selector, SelectionKey.OP_CONNECT);
                    channel.connect(to);
                    channel.close();
                }
            }
            default -> {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(to);
                channel.close();
            }
        }
    }

    /** A {@link ServerSocket}. */
    private record SocketDoor(ServerSocket listener) implements Door {
        @Override
        public End accept(int patienceMillis) throws IOException {
            listener.setSoTimeout(patienceMillis);
            try {
                return new SocketEnd(listener.accept());
            } catch (SocketTimeoutException nobody) {
                return null;
            }
        }
    }

    /** A {@link ServerSocketChannel} that is asked again and again. */
    private static final class ChannelDoor implements Door {
        private final EndApi api;
        private final SelectLoop loop;
        private final ServerSocketChannel listener;

        ChannelDoor(EndApi api, SelectLoop loop, ServerSocketChannel listener) throws IOException {
            this.api = api;
            this.loop = loop;
            this.listener = listener;
            listener.configureBlocking(false);
        }

        @Override
        public End accept(int patienceMillis) throws IOException {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
            for (SocketChannel channel = listener.accept(); ; channel = listener.accept()) {
                if (channel != null) {
                    return new ChannelEnd(channel, api, loop);
                }
                if (System.nanoTime() > deadline) {
                    return null;
                }
                LockSupport.parkNanos(50_000);
            }
        }
    }

    /** An {@link AsynchronousServerSocketChannel}: an accept that nobody came for is still under way. */
    private static final class AsyncDoor implements Door {
        private final AsynchronousServerSocketChannel listener;
        private Future<AsynchronousSocketChannel> accepting;

        AsyncDoor(AsynchronousServerSocketChannel listener) {
            this.listener = listener;
        }

        @Override
        public End accept(int patienceMillis) throws IOException {
            if (accepting == null) {
                accepting = listener.accept();
            }
            try {
                AsynchronousSocketChannel channel = accepting.get(patienceMillis, TimeUnit.MILLISECONDS);
                accepting = null;
                return new AsyncEnd(channel);
            } catch (TimeoutException | InterruptedException nobody) {
                return null;
            } catch (ExecutionException e) {
                accepting = null;
                throw new IOException(e.getCause());
            }
        }
    }

    static int patience(ConnectionPlan plan) {
        return plan.opening() == ConnectionPlan.Opening.CANCEL ? 10 : ACCEPT_MILLIS;
    }
}
