package io.firstfin.sample.situation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL on the first port of a place, as its own user: it refuses to run as root. */
final class Postgres {
    private static final List<String> AS_ITS_USER =
            List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups");

    private Postgres() {}

    /** Starts it with some settings. */
    static void start(Place place, String... settings) throws Exception {
        // not in the folder of the place, which is another user's
        Path home = Files.createTempDirectory("firstfin-postgres");
        place.keep(() -> delete(home));
        Path data = home.resolve("data");
        run(home, "chown", "postgres", home.toString());
        List<String> init = new ArrayList<>(AS_ITS_USER);
        init.addAll(List.of(Programs.path("initdb"), "-D", data.toString(), "-A", "trust", "-N", "-U", "postgres"));
        run(home, init.toArray(new String[0]));
        List<String> command = new ArrayList<>(AS_ITS_USER);
        command.addAll(List.of(Programs.path("postgres"), "-D", data.toString(), "-p", String.valueOf(place.port())));
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of(
                "listen_addresses=127.0.0.1", "unix_socket_directories=" + home, "fsync=off", "shared_buffers=8MB"));
        all.forEach(setting -> command.addAll(List.of("-c", setting)));
        Peer.program(place, place.address(), home, command);
        while (!Files.readString(data.resolve("postmaster.pid")).contains("ready")) {
            Thread.sleep(5);
        }
    }

    private static void run(Path home, String... command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exit);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
