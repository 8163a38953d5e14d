package io.firstfin.sample.reliability;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Listener;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/**
 * An application that knows how each of its connections ends, and says so. It plays a batch of them for each
 * line on stdin, and ends when there are no more. It finds out itself whether its connections work.
 */
final class KnownCloses {
    static final int EXIT = 5;
    static final String READY = "READY";

    private static final List<Api> APIS = List.of(Api.SOCKET, Api.CHANNEL, Api.SELECTOR);

    private KnownCloses() {}

    private enum Way {
        CLIENT_FIRST,
        SERVER_FIRST,
        CLIENT_RESETS
    }

    public static void main(String[] none) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        System.out.println(READY);
        for (int batch = 1; in.readLine() != null; batch++) {
            for (Api api : APIS) {
                try (Listener listener = api.listen()) {
                    for (Way way : Way.values()) {
                        play(Pair.open(api, listener), way);
                    }
                }
            }
            System.out.println(done(batch));
        }
        System.out.println("END");
        System.exit(EXIT);
    }

    /** What it says when so many batches are played. */
    static String done(int batch) {
        return "DONE " + batch;
    }

    /** How many endpoints are closed in a batch. */
    static int closesInABatch() {
        return 2 * APIS.size() * Way.values().length;
    }

    /** All that it prints, without the ports. */
    static List<String> shape(int batches) {
        List<String> lines = new ArrayList<>(List.of(READY));
        for (int batch = 0; batch < batches; batch++) {
            for (int api = 0; api < APIS.size(); api++) {
                for (Way way : Way.values()) {
                    boolean resets = way == Way.CLIENT_RESETS;
                    lines.add(shape("LOCAL", resets ? "RESET_BY_LINGER" : "FIN"));
                    lines.add(shape("REMOTE", resets ? "RESET_BY_PEER" : "FIN"));
                }
            }
            lines.add(withoutNumbers(done(batch)));
        }
        lines.add("END");
        return lines;
    }

    static String withoutNumbers(String line) {
        return line.replaceAll("\\d+", "#");
    }

    private static String shape(String closedFirst, String ending) {
        return "CLOSE #.#.#.#:# #.#.#.#:# " + closedFirst + " " + ending;
    }

    private static void play(Pair pair, Way way) throws IOException {
        Link client = pair.client();
        Link server = pair.server();
        exchange(client, server);
        exchange(server, client);
        switch (way) {
            case CLIENT_FIRST -> inTurn(client, server);
            case SERVER_FIRST -> inTurn(server, client);
            default -> reset(client, server);
        }
    }

    private static void exchange(Link from, Link to) throws IOException {
        from.write(new byte[] {42});
        byte[] read = new byte[2];
        if (to.read(read) != 1 || read[0] != 42) {
            throw new IOException("a byte did not arrive");
        }
    }

    private static void inTurn(Link first, Link second) throws IOException {
        say(first, "LOCAL", "FIN");
        say(second, "REMOTE", "FIN");
        first.close();
        if (second.read(new byte[1]) >= 0) {
            throw new IOException("the end did not arrive");
        }
        second.close();
    }

    private static void reset(Link first, Link second) throws IOException {
        say(first, "LOCAL", "RESET_BY_LINGER");
        say(second, "REMOTE", "RESET_BY_PEER");
        first.linger(0);
        first.close();
        try {
            second.read(new byte[1]);
        } catch (IOException reset) {
            second.close();
            return;
        }
        throw new IOException("the reset did not arrive");
    }

    private static void say(Link link, String closedFirst, String ending) {
        System.out.println("CLOSE " + Stage.text(link.local()) + " " + Stage.text(link.remote()) + " " + closedFirst
                + " " + ending);
    }
}
