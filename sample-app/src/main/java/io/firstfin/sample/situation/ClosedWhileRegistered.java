package io.firstfin.sample.situation;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A channel is closed, and the Selector that it is registered with is never asked again. */
final class ClosedWhileRegistered implements Situation {

    @Override
    public String title() {
        return "Closed channels stay registered with a Selector";
    }

    @Override
    public String seen() {
        return "The descriptors of closed channels stay, until \"Too many open files\".";
    }

    @Override
    public Expected expected() {
        return Expected.finding("CLOSED_NOT_RELEASED", getClass(), "selectNow");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, Peer.http(0));
    }

    @Override
    public void run(Place place) throws Exception {
        Selector selector = place.keep(Selector.open());
        for (int i = 0; i < 10; i++) {
            ask(place, selector);
        }
    }

    private static void ask(Place place, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(place.address());
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        selector.selectNow();
        channel.close();
    }
}
