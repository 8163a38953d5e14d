package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Listener;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.support.Threads;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;

/**
 * A server as HTTP/1.0 knows it: it answers, and closes to say where the answer ends. The
 * TIME_WAIT is the server's, and costs its clients no port. FirstFin says LOCAL at the server and
 * REMOTE at the client. The variant {@code http} asks with HttpURLConnection, which
 * closes only when its stream is closed.
 */
public final class S12ServerClosesFirst implements Scenario {
    private static final String ANSWER = "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nhi";

    public static void main(String[] args) throws Exception {
        Stage.play(new S12ServerClosesFirst(), args);
    }

    @Override
    public String title() {
        return "a server that closes after each answer";
    }

    @Override
    public List<String> variants() {
        List<String> variants = new ArrayList<>(Scenario.through(Api.SOCKET, Api.CHANNEL));
        variants.add("http");
        return variants;
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        boolean http = stage.variant().equals("http");
        Api api = http ? Api.SOCKET : stage.api();
        Listener listener = api.listen();
        Threads.Running server = Threads.start(false, () -> serve(stage, listener));
        stage.expect(
                "Close",
                "remote=" + Stage.text(listener.address())
                        + " role=CLIENT closedFirst=REMOTE ending=FIN timeWait=REMOTE trigger=CLOSE");
        if (http) {
            URL url = new URL("http://" + Stage.text(listener.address()) + "/");
            try (InputStream answer = url.openStream()) {
                answer.readAllBytes();
            }
        } else {
            ask(api.connect(listener.address()));
        }
        server.await();
    }

    private static void ask(Link link) throws Exception {
        try (link) {
            link.write("GET / HTTP/1.0\r\n\r\n".getBytes());
            link.readToEnd();
        }
    }

    private static void serve(Stage stage, Listener listener) throws Exception {
        Link link = listener.accept();
        link.read(new byte[4096]);
        stage.expectClose(link, "closedFirst=LOCAL ending=FIN timeWait=LOCAL trigger=CLOSE");
        link.write(ANSWER.getBytes());
        link.close();
    }
}
