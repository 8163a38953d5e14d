package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.KernelTable;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.List;

/**
 * We close while bytes of the peer lie here unread, so Linux sends a RST: no TIME_WAIT on either
 * side, and the peer may lose what it has not read yet. FirstFin says LOCAL, RESET_BY_UNREAD_DATA,
 * and how many bytes. A Socket, and a channel registered with a Selector, sends a FIN just before the
 * RST: FirstFin says LOCAL, FIN_THEN_RESET then.
 */
public final class S05UnreadData implements Scenario {
    private static final byte[] UNREAD = new byte[100];

    public static void main(String[] args) throws Exception {
        Stage.play(new S05UnreadData(), args);
    }

    @Override
    public String title() {
        return "we close with data unread";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.VIRTUAL, Api.CHANNEL, Api.SELECTOR, Api.ASYNC);
    }

    @Override
    public void act(Stage stage) throws Exception {
        Pair pair = stage.open();
        pair.server().write(UNREAD);
        KernelTable.awaitUnread(pair.client(), UNREAD.length);
        stage.expectClose(
                pair.client(),
                "closedFirst=LOCAL ending="
                        + (sendsFinFirst(stage.api()) ? "FIN_THEN_RESET" : "RESET_BY_UNREAD_DATA")
                        + " resetBy=LOCAL timeWait=NONE trigger=CLOSE kernelState=ESTABLISHED unreadBytes="
                        + UNREAD.length);
        pair.client().close();

        KernelTable.awaitReset(pair.server());
        stage.expectClose(pair.server(), "closedFirst=REMOTE ending=RESET_BY_PEER timeWait=NONE trigger=CLOSE");
        pair.server().close();
    }

    /** The JDK shuts the output of these down before it releases their descriptor. */
    private static boolean sendsFinFirst(Api api) {
        return api == Api.SOCKET || api == Api.VIRTUAL || api == Api.SELECTOR;
    }
}
