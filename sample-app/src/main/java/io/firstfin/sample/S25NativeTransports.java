package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.KernelTable;
import io.firstfin.sample.support.Listener;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.transport.NettyNetwork;
import io.firstfin.sample.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Sockets that are none of the JDK's: Netty makes them by native code of its own. FirstFin reports them
 * as of all others.
 */
public final class S25NativeTransports implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S25NativeTransports(), args);
    }

    @Override
    public String title() {
        return "sockets of Netty's native transports";
    }

    @Override
    public List<String> variants() {
        return Transport.variants();
    }

    @Override
    public void act(Stage stage) throws Exception {
        Transport transport = Transport.of(stage.variant());
        Optional<String> why = transport.unavailableBecause();
        if (why.isPresent()) {
            stage.begin();
            stage.say("skipped, since this machine has no %s: %s", stage.variant(), why.get());
            return;
        }
        NettyNetwork network = new NettyNetwork(transport);
        stage.begin();
        Pair pair = open(network, stage);
        pair.closeInTurn(stage, pair.client(), pair.server());
        pair = open(network, stage);
        pair.closeInTurn(stage, pair.server(), pair.client());
        clientHalfCloses(open(network, stage), stage);
        clientResets(open(network, stage), stage);
        serverFollowsByItself(network.open(true), stage);
        nobodyListens(network, stage);
        network.close();
    }

    private static Pair open(NettyNetwork network, Stage stage) throws IOException {
        Pair pair = network.open(false);
        stage.expectOpened(pair);
        return pair;
    }

    private static void clientHalfCloses(Pair pair, Stage stage) throws IOException {
        pair.client().write("question".getBytes());
        stage.expect("HalfClose", pair.client(), "kernelState=ESTABLISHED");
        pair.client().shutdownOutput();
        pair.server().readToEnd();
        pair.server().write("answer".getBytes());
        stage.expectClose(
                pair.server(),
                "closedFirst=REMOTE ending=FIN timeWait=REMOTE " + "trigger=CLOSE kernelState=CLOSE_WAIT");
        pair.server().close();
        pair.client().readToEnd();
        stage.expectClose(pair.client(), "closedFirst=LOCAL ending=FIN timeWait=LOCAL trigger=SHUTDOWN_OUTPUT");
        pair.client().close();
    }

    /** The server's channel closes itself when it reads the reset. */
    private static void clientResets(Pair pair, Stage stage) throws IOException {
        pair.client().linger(0);
        stage.expectClose(
                pair.client(),
                "closedFirst=LOCAL ending=RESET_BY_LINGER timeWait=NONE " + "trigger=CLOSE kernelState=ESTABLISHED");
        stage.expectClose(pair.server(), "closedFirst=REMOTE ending=RESET_BY_PEER timeWait=NONE trigger=CLOSE");
        pair.client().close();
        KernelTable.awaitReset(pair.server());
        pair.server().close();
    }

    private static void serverFollowsByItself(Pair pair, Stage stage) throws IOException {
        stage.expectClose(pair.client(), "closedFirst=LOCAL ending=FIN timeWait=LOCAL trigger=CLOSE");
        stage.expectClose(pair.server(), "closedFirst=REMOTE ending=FIN timeWait=REMOTE trigger=CLOSE");
        pair.client().close();
        pair.server().readToEnd();
    }

    private static void nobodyListens(NettyNetwork network, Stage stage) throws IOException {
        InetSocketAddress nobody;
        try (Listener listener = Api.SOCKET.listen()) {
            nobody = listener.address();
        }
        String remote = "remote=" + Stage.text(nobody);
        stage.expect("Connect", remote + " failureKind=REFUSED");
        try {
            network.connect(nobody, false);
        } catch (IOException refused) {
            stage.say("refused: %s", refused.getMessage());
            return;
        }
        throw new IllegalStateException("somebody listens on " + nobody);
    }
}
