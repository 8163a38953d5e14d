package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A listener nobody accepts from and whose queue is full, so that Linux drops every further SYN:
 * the way to have a connect that hangs, on loopback and without a firewall.
 */
public final class FullListener {
    /** Linux lets one more into the queue than the backlog says. */
    private static final int BACKLOG = 1;

    private final Listener listener;
    private final List<Link> queued = new ArrayList<>();

    public FullListener(Stage stage) throws IOException {
        listener = Api.SOCKET.listen(Api.loopback(), BACKLOG);
        for (int i = 0; i <= BACKLOG; i++) {
            Link link = Api.SOCKET.connect(listener.address());
            queued.add(link);
            stage.expect("Connect", link, "boundFirst=false failureKind=null");
            stage.say(
                    "EXPECT event=Unaccepted local=%s remote=%s", Stage.text(link.remote()), Stage.text(link.local()));
        }
    }

    public InetSocketAddress address() throws IOException {
        return listener.address();
    }

    /** Ends the listener, which resets what stands in its queue, and closes our ends of that. */
    public void end(Stage stage) throws IOException {
        listener.close();
        for (Link link : queued) {
            KernelTable.awaitReset(link);
            stage.expectClose(link, "closedFirst=REMOTE ending=RESET_BY_PEER timeWait=NONE");
            link.close();
        }
    }
}
