package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Async;
import io.firstfin.sample.support.AsyncLink;
import io.firstfin.sample.support.ChannelLink;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Listener;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.SocketLink;
import io.firstfin.sample.support.Stage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * A client that binds before it connects takes its port from one pool for all destinations, and
 * runs out of ports sooner. FirstFin reports the Bind, and boundFirst in the Connect.
 */
public final class S09BindBeforeConnect implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S09BindBeforeConnect(), args);
    }

    @Override
    public String title() {
        return "bind before connect";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.VIRTUAL, Api.CHANNEL, Api.ASYNC);
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        Listener listener = stage.api().listen();
        Link client = bindAndConnect(stage.api(), listener.address());
        Pair pair = new Pair(listener, client, listener.accept());
        stage.expect("Bind", "local=" + Stage.text(client.local()) + " listening=false");
        stage.expect("Connect", client, "boundFirst=true failureKind=null");
        pair.closeInTurn(stage, pair.client(), pair.server());
    }

    private static Link bindAndConnect(Api api, InetSocketAddress to) throws IOException {
        switch (api) {
            case CHANNEL -> {
                SocketChannel channel = SocketChannel.open().bind(Api.loopback());
                channel.connect(to);
                return new ChannelLink(Link.Role.CLIENT, channel);
            }
            case ASYNC -> {
                AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
                Async.get(channel.bind(Api.loopback()).connect(to));
                return new AsyncLink(Link.Role.CLIENT, channel);
            }
            default -> {
                Socket socket = new Socket();
                socket.bind(Api.loopback());
                socket.connect(to);
                return new SocketLink(Link.Role.CLIENT, socket);
            }
        }
    }
}
