package io.firstfin.sample.chaos;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An endpoint of {@link AsynchronousSocketChannel}. */
final class AsyncEnd implements End {
    private static final int PENDING = -2;

    private final AsynchronousSocketChannel channel;
    private final int localPort;
    private final int remotePort;
    private Future<Integer> reading;

    AsyncEnd(AsynchronousSocketChannel channel) throws IOException {
        this.channel = channel;
        this.localPort = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        this.remotePort = ((InetSocketAddress) channel.getRemoteAddress()).getPort();
    }

    @Override
    public void write(int bytes) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(bytes);
        while (data.hasRemaining() && await(channel.write(data)) >= 0) {
            continue;
        }
    }

    @Override
    public boolean read() throws IOException {
        if (reading == null) {
            reading = channel.read(ByteBuffer.allocate(4096));
        }
        int count = await(reading);
        if (count != PENDING) {
            reading = null;
        }
        return count != -1;
    }

    private static int await(Future<Integer> io) throws IOException {
        try {
            return io.get(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException nothingHappened) {
            return PENDING;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            return PENDING;
        }
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
