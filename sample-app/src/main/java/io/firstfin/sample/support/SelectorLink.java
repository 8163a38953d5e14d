package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A non-blocking {@link SocketChannel} that is registered with a {@link Selector} of its own. */
public final class SelectorLink extends ChannelLink {
    private final Selector selector;

    SelectorLink(Role role, SocketChannel channel, Selector selector) throws IOException {
        super(role, channel);
        this.selector = selector;
    }

    static SelectorLink connect(InetSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        Selector selector = Selector.open();
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        try {
            if (!channel.connect(address)) {
                selector.select();
                channel.finishConnect();
            }
        } catch (IOException e) {
            channel.close();
            selector.close();
            throw e;
        }
        key.interestOps(SelectionKey.OP_READ);
        return new SelectorLink(Role.CLIENT, channel, selector);
    }

    static SelectorLink accepted(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        Selector selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
        return new SelectorLink(Role.SERVER, channel, selector);
    }

    @Override
    public int read(byte[] into) throws IOException {
        int count = super.read(into);
        while (count == 0) {
            selector.select();
            selector.selectedKeys().clear();
            count = super.read(into);
        }
        return count;
    }

    /** Closes the channel alone: the descriptor lives on until {@link #select}. */
    public void closeChannel() throws IOException {
        channel.close();
    }

    /** One round of the selector, which releases the descriptors of closed channels. */
    public void select() throws IOException {
        selector.selectNow();
    }

    @Override
    public void close() throws IOException {
        closeChannel();
        select();
        selector.close();
    }
}
