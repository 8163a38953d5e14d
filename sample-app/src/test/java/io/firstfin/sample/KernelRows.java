package io.firstfin.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The kernel's table of sockets towards a port.
 *
 * @param all in any state: each has a local port that no other connect to there can have
 * @param young the same without those that have been in TIME_WAIT for a second or longer, whose ports
 *     can be had where tcp_tw_reuse is 1
 */
record KernelRows(int all, int young) {
    private static final String TIME_WAIT = "06";
    /** In hundredths of a second, as the table tells the rest of its 60 seconds. */
    private static final int REUSABLE = 5_900;

    static KernelRows towards(int port) throws IOException {
        String remote = String.format(Locale.ROOT, ":%04X", port);
        int all = 0;
        int young = 0;
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] row = line.trim().split("\\s+");
                if (row[2].endsWith(remote)) {
                    all++;
                    boolean old = row[3].equals(TIME_WAIT) && Integer.parseInt(row[5].substring(3), 16) <= REUSABLE;
                    young += old ? 0 : 1;
                }
            }
        }
        return new KernelRows(all, young);
    }

    /** What {@link #toString} wrote. */
    static KernelRows parse(String text) {
        String[] numbers = text.split(" ");
        return new KernelRows(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    @Override
    public String toString() {
        return all + " " + young;
    }
}
