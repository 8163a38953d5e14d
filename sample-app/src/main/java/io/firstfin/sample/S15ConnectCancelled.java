package io.firstfin.sample;

import io.firstfin.sample.support.Async;
import io.firstfin.sample.support.FullListener;
import io.firstfin.sample.support.KernelTable;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.support.Threads;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * A connect that waits for an answer is given up: another thread closes the socket, or interrupts.
 * There was no connection. FirstFin reports a failed Connect, CANCELLED, and no Close.
 */
public final class S15ConnectCancelled implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S15ConnectCancelled(), args);
    }

    @Override
    public String title() {
        return "a connect that is cancelled";
    }

    @Override
    public List<String> variants() {
        return List.of("socket", "virtual", "channel", "async", "interrupt");
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        FullListener full = new FullListener(stage);
        InetSocketAddress to = full.address();
        stage.expect("Connect", "remote=" + Stage.text(to) + " failureKind=CANCELLED");
        switch (stage.variant()) {
            case "async" -> {
                AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
                cancel(stage, to, () -> Async.get(channel.connect(to)), channel);
            }
            case "channel", "interrupt" -> {
                SocketChannel channel = SocketChannel.open();
                cancel(stage, to, () -> channel.connect(to), channel);
            }
            default -> {
                Socket socket = new Socket();
                cancel(stage, to, () -> socket.connect(to), socket);
            }
        }
        full.end(stage);
    }

    private static void cancel(Stage stage, InetSocketAddress to, Threads.Acts connect, Closeable socket)
            throws Exception {
        Threads.Running connecting = Threads.start(stage.variant().equals("virtual"), connect);
        KernelTable.awaitConnecting(to.getPort());
        if (stage.variant().equals("interrupt")) {
            connecting.thread().interrupt();
        } else {
            socket.close();
        }
        connecting.awaitFailure();
    }
}
