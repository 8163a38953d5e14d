package io.firstfin.sample;

import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.transport.GrpcPlay;
import io.firstfin.sample.transport.GrpcVersions;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Sockets of a native transport whose packages were renamed when it was packed into another library:
 * gRPC brings its own copy of Netty. FirstFin recognises the copy by its classes, not by their package.
 */
public final class S26ShadedTransport implements Scenario {
    private static final int CONNECTIONS = 50;

    public static void main(String[] args) throws Exception {
        Stage.play(new S26ShadedTransport(), args);
    }

    @Override
    public String title() {
        return "sockets of a copy of Netty inside gRPC";
    }

    @Override
    public List<String> variants() {
        return GrpcVersions.variants();
    }

    @Override
    public void act(Stage stage) throws Exception {
        Optional<String> why = GrpcVersions.unavailableBecause();
        stage.begin();
        if (why.isPresent()) {
            stage.say("skipped, since this machine has no epoll for gRPC: %s", why.get());
            return;
        }
        GrpcPlay.play(CONNECTIONS, (client, server) -> expect(stage, client, server));
    }

    /**
     * Of a connection that the client will close. Who keeps TIME_WAIT is open: the server answers the
     * client's FIN by a last frame, and where that comes to a closed socket, the kernel resets.
     */
    private static void expect(Stage stage, InetSocketAddress client, InetSocketAddress server) {
        String asClient = ends(client, server);
        String asServer = ends(server, client);
        stage.expect("Connect", asClient + " api=Netty+epoll failureKind=null");
        stage.expect("Accept", asServer + " api=Netty+epoll");
        stage.expect("Close", asClient + " api=Netty+epoll role=CLIENT trigger=CLOSE");
        stage.expect("Close", asServer + " api=Netty+epoll role=SERVER trigger=CLOSE" + " closedFirst=REMOTE");
    }

    private static String ends(InetSocketAddress local, InetSocketAddress remote) {
        return "local=" + Stage.text(local) + " remote=" + Stage.text(remote);
    }
}
