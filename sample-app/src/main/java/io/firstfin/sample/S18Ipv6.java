package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The same over IPv6, whose addresses the kernel keeps apart from IPv4's. FirstFin says LOCAL, and
 * writes the addresses as Java does.
 */
public final class S18Ipv6 implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S18Ipv6(), args);
    }

    @Override
    public String title() {
        return "we close first, over IPv6";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.CHANNEL, Api.SELECTOR, Api.ASYNC);
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getByName("::1"), 0);
        Pair pair = Pair.open(stage.api(), stage.api().listen(loopback, 50));
        stage.expectOpened(pair);
        pair.closeInTurn(stage, pair.client(), pair.server());
    }
}
