package io.firstfin.sample.chaos;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An endpoint of {@link SocketChannel}: blocking, non-blocking, in a running loop or in a late selector. */
final class ChannelEnd implements End {
    private final SocketChannel channel;
    private final SelectLoop loop;
    private final Selector own;
    private final int localPort;
    private final int remotePort;
    private final ByteBuffer buffer = ByteBuffer.allocate(4096);

    ChannelEnd(SocketChannel channel, EndApi api, SelectLoop loop) throws IOException {
        this.channel = channel;
        this.loop = api == EndApi.SELECTOR ? loop : null;
        this.localPort = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        this.remotePort = ((InetSocketAddress) channel.getRemoteAddress()).getPort();
        channel.configureBlocking(api == EndApi.CHANNEL);
        if (this.loop != null) {
            this.loop.register(channel, this);
        }
        this.own = api == EndApi.LATE_SELECT ? Selector.open() : null;
        if (own != null) {
            channel.register(own, SelectionKey.OP_READ);
        }
    }

    @Override
    public void write(int bytes) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(bytes);
        long deadline = deadline();
        while (data.hasRemaining()) {
            if (channel.write(data) == 0) {
                if (System.nanoTime() > deadline) {
                    return;
                }
                LockSupport.parkNanos(200_000);
            }
        }
    }

    @Override
    public boolean read() throws IOException {
        long deadline = deadline();
        while (true) {
            buffer.clear();
            int count = channel.read(buffer);
            if (count != 0) {
                return count > 0;
            }
            if (System.nanoTime() > deadline) {
                return true;
            }
            awaitData();
        }
    }

    private void awaitData() throws IOException {
        if (own != null) {
            own.select(MOMENT_MILLIS);
            own.selectedKeys().clear();
        } else if (loop != null) {
            try {
                synchronized (this) {
                    loop.awaitReadable(channel);
                    wait(2);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the next read closes the channel
            }
        } else {
            LockSupport.parkNanos(100_000);
        }
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOMENT_MILLIS);
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void linger(int seconds) throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, seconds);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (loop != null) {
            loop.wakeup();
        }
    }

    @Override
    public void select() throws IOException {
        if (own != null && own.isOpen()) {
            own.selectNow();
        }
    }

    @Override
    public void release() throws IOException {
        if (own != null) {
            own.close();
        }
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
