package io.firstfin.sample.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What happens to one connection. As text it is one line:
 * {@code KIND FAMILY OPENING CLIENT_API CLIENT_ACTS SERVER_API SERVER_ACTS}.
 *
 * @param kind    the kind of acts it was drawn from, for the figures
 * @param opening how the client opens
 */
public record ConnectionPlan(
        String kind,
        Family family,
        Opening opening,
        EndApi client,
        List<Act> clientActs,
        EndApi server,
        List<Act> serverActs) {
    /** How the client opens the connection. */
    public enum Opening {
        /** An ordinary connect. */
        PLAIN,
        /** From a port that was used a moment ago. */
        FIXED_PORT,
        /** A connect that is given up while it is under way or just done. */
        CANCEL,
        /** To a peer process that is killed meanwhile. */
        PEER_KILLED,
        /** To a peer process, and still open when the victim ends. */
        LEFT_OPEN
    }

    /** The lines of a file; empty ones and those that begin with # are left out. */
    static List<ConnectionPlan> readAll(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(ConnectionPlan::parse)
                .toList();
    }

    static ConnectionPlan parse(String line) {
        String[] words = line.trim().split("\\s+");
        return new ConnectionPlan(
                words[0],
                Family.valueOf(words[1]),
                Opening.valueOf(words[2]),
                EndApi.valueOf(words[3]),
                acts(words[4]),
                EndApi.valueOf(words[5]),
                acts(words[6]));
    }

    private static List<Act> acts(String word) {
        return Act.parseAll(word.equals("-") ? "" : word);
    }

    private static String text(List<Act> acts) {
        return acts.isEmpty() ? "-" : Act.format(acts);
    }

    @Override
    public String toString() {
        return kind + " " + family + " " + opening + " " + client + " " + text(clientActs) + " " + server + " "
                + text(serverActs);
    }
}
