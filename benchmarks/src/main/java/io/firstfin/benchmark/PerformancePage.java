package io.firstfin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The page with the measured tables: what is between its two markers is replaced. */
record PerformancePage(Path page) {

    private static final String BEGIN = "<!-- measured -->\n";
    private static final String END = "<!-- end of what was measured -->\n";

    /** @param how the rounds and their length */
    void write(String how, List<Jdk> jdks, Tables tables) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IOException(page + " lacks the markers " + BEGIN.trim() + " and " + END.trim());
        }
        Files.writeString(page, text.substring(0, begin) + measured(how, jdks, tables) + text.substring(end));
    }

    private static String measured(String how, List<Jdk> jdks, Tables tables) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "JDK %s; Linux %s; %d cores; %s after as long to warm up. Bold figures miss their aim.%n%n",
                jdks.stream().map(Jdk::version).collect(Collectors.joining(" and ")),
                System.getProperty("os.version").replaceAll("[^0-9.].*", ""),
                Runtime.getRuntime().availableProcessors(),
                how));
        text.append(tables.costs(row -> true));
        text.append("\n### What else a user might pick\n\n").append(tables.others(row -> true));
        for (Work work : tables.measured(Work::hasWindow)) {
            text.append("\n### CPU by thread: ").append(work.title()).append("\n\n");
            text.append(tables.threads(work));
        }
        text.append("\n### What can be counted of one connection\n\n").append(tables.counts());
        text.append("\nThe system calls that are added on the application's thread:\n\n")
                .append(tables.addedCalls());
        return text.toString();
    }
}
