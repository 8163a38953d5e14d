package io.firstfin.cli.ports;

import io.firstfin.cli.terminal.Table;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.ports.EphemeralPorts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer that two samples of a network namespace give: one line, then the numbers it depends on. Pure.
 *
 * @param earlier the first sample
 * @param sample the second sample
 * @param uses our ports by destination, those with the most taken first
 * @param held the sockets that the JVM holds; empty when that cannot be seen
 * @param foreignRange why the port range is not that of the JVM's namespace; empty when it is
 * @param backlogs whether the limits of accept queues are known
 */
record PortAnswer(
        PortSample earlier,
        PortSample sample,
        List<PortUse> uses,
        Optional<Set<Long>> held,
        String foreignRange,
        boolean backlogs) {
    private static final int MOST_DESTINATIONS = 10;
    private static final int MOST_OWN_PORTS = 5;
    private static final int MOST_QUEUES = 5;
    private static final int MANY_CLOSE_WAITS = 20;

    static PortAnswer of(
            EphemeralPorts ports,
            PortSample earlier,
            PortSample sample,
            Optional<Set<Long>> held,
            String foreignRange,
            boolean backlogs) {
        List<PortUse> uses = sample.groups().stream()
                .filter(group -> group.key().isDestination())
                .map(group -> PortUse.of(group, sample, earlier, ports))
                .sorted(PortUse.WORST_FIRST)
                .toList();
        return new PortAnswer(earlier, sample, uses, held, foreignRange, backlogs);
    }

    /** The answer: {@code stop:}, {@code worry:} or {@code fine:}, and why. */
    String firstLine() {
        Optional<PortUse> worst = uses.stream().findFirst();
        Optional<SocketRow> full = queues().filter(AcceptQueueText::isFull).findFirst();
        if (worst.isPresent() && worst.get().capacity() < 0) {
            return "unknown: " + number(worst.get().taken()) + " ports toward "
                    + worst.get().key().name() + " are taken" + states(worst.get())
                    + "; of how many cannot be seen";
        }
        if (worst.filter(PortUse::isCritical).isPresent()) {
            return "stop: " + taken(worst.get());
        }
        if (full.isPresent()) {
            return "worry: " + AcceptQueueText.of(full.get(), owner(full.get()));
        }
        if (worst.filter(PortUse::isWorrying).isPresent()) {
            return "worry: " + taken(worst.get());
        }
        int waiting = closeWaits();
        if (waiting >= MANY_CLOSE_WAITS) {
            return "worry: " + sockets(waiting) + " in CLOSE_WAIT: the peers have closed, "
                    + (held.isPresent() ? "this JVM has not" : "this side has not");
        }
        return "fine: " + worst.map(this::taken).orElse("no connection leads out of here");
    }

    List<String> details() {
        List<String> lines = new ArrayList<>();
        lines.addAll(table());
        queues().filter(row -> AcceptQueueText.isWorthALine(row, backlogs))
                .limit(MOST_QUEUES)
                .forEach(row -> lines.add(AcceptQueueText.of(row, owner(row))
                        + (backlogs ? "" : "; /proc/net/tcp does not show the limit")));
        if (closeWaits() > 0) {
            lines.add(sockets(closeWaits()) + " in CLOSE_WAIT" + (held.isPresent() ? " held by this JVM" : "")
                    + ": the peer has closed, and the code has not yet");
        }
        if (uses.stream().anyMatch(use -> use.timeWait() > 0)) {
            lines.add("No process holds a socket in TIME_WAIT: whose it was, a recording tells.");
        }
        if (held.isEmpty()) {
            lines.add("Which open sockets are this JVM's cannot be seen: run as its user or as root.");
        }
        if (!foreignRange.isEmpty()) {
            lines.add((sample.capacity() < 0
                            ? "The number of ports is unknown: "
                            : "The number of ports is that of this command's own network namespace: ")
                    + foreignRange + ".");
        }
        if (sample.leftOut() > 0) {
            lines.add(String.format(
                    Locale.ROOT, "%,d more sockets were not counted: there are too many.", sample.leftOut()));
        }
        lines.add(String.format(
                Locale.ROOT,
                "Two samples %.1f s apart do not show what grows more slowly: to be sure, record.",
                sample.secondsSince(earlier)));
        return lines;
    }

    private List<String> table() {
        List<SocketGroup> ownPorts = sample.groups().stream()
                .filter(group -> !group.key().isDestination())
                .sorted(Comparator.comparingInt(SocketGroup::size).reversed())
                .toList();
        if (uses.isEmpty() && ownPorts.isEmpty()) {
            return List.of("no connections");
        }
        Table table = new Table()
                .row(
                        "TOWARD",
                        "FROM",
                        "PORTS",
                        "LEFT",
                        "NEW",
                        "ESTABLISHED",
                        "TIME_WAIT",
                        "CLOSE_WAIT",
                        "OTHER",
                        "THIS JVM'S");
        uses.stream()
                .limit(MOST_DESTINATIONS)
                .forEach(use -> row(
                        table,
                        use.group(),
                        number(use.taken()) + "/" + (use.capacity() < 0 ? "?" : number(use.capacity())),
                        left(use)));
        ownPorts.stream().limit(MOST_OWN_PORTS).forEach(group -> row(table, group, "-", "-"));
        List<String> lines = new ArrayList<>(table.lines());
        int more = Math.max(0, uses.size() - MOST_DESTINATIONS) + Math.max(0, ownPorts.size() - MOST_OWN_PORTS);
        if (more > 0) {
            lines.add(number(more) + " more with fewer");
        }
        return lines;
    }

    private void row(Table table, SocketGroup group, String ports, String left) {
        int established = group.count(TcpState.ESTABLISHED);
        int timeWait = group.count(TcpState.TIME_WAIT);
        int closeWait = group.count(TcpState.CLOSE_WAIT);
        table.row(
                group.key().name(),
                group.key().from(),
                ports,
                left,
                number(group.newSince(earlier.at(group.key()))),
                number(established),
                number(timeWait),
                number(closeWait),
                number(group.size() - established - timeWait - closeWait),
                held.map(ours -> number(group.held(ours::contains)) + " of " + number(group.held()) + " open")
                        .orElse("?"));
    }

    /** Such as {@code 892 of 1,000 ports toward 10.99.0.2:8080 are taken, all TIME_WAIT}. */
    private String taken(PortUse use) {
        return number(use.taken()) + " of " + number(use.capacity()) + " ports toward "
                + use.key().name() + (use.taken() == 1 ? " is" : " are") + " taken"
                + states(use)
                + (use.reusable() == 0 ? "" : "; " + number(use.reusable()) + " more in TIME_WAIT may be taken over")
                + switch (use.left()) {
                    case OUT -> "; no port is free";
                    case FILLING -> "; the last one in " + left(use).replace("filling, ", "") + " at this rate";
                    case FINE -> isQuietNow(use) ? "; none was newly taken between two samples" : "";
                }
                + (foreignRange.isEmpty() ? "" : " (if its port range is the one here)");
    }

    private static String states(PortUse use) {
        record Part(int count, String state) {}
        List<Part> parts = Stream.of(
                        new Part(use.timeWait() - use.reusable(), "TIME_WAIT"),
                        new Part(use.established(), "ESTABLISHED"),
                        new Part(use.closeWait(), "CLOSE_WAIT"),
                        new Part(use.otherStates(), "in other states"))
                .filter(part -> part.count > 0)
                .toList();
        return switch (parts.size()) {
            case 0 -> "";
            case 1 -> ", " + (parts.get(0).count == 1 ? "" : "all ") + parts.get(0).state;
            default ->
                ", "
                        + parts.stream()
                                .map(part -> number(part.count) + " " + part.state)
                                .collect(Collectors.joining(", "));
        };
    }

    private static String left(PortUse use) {
        return switch (use.left()) {
            case OUT -> "out";
            case FILLING -> "filling, " + Math.max(1, Math.round(use.secondsLeft())) + " s";
            case FINE -> isQuietNow(use) ? "cannot tell" : "fine";
        };
    }

    /** Many are taken, and there is no rate to go by: the next burst may come at any time. */
    private static boolean isQuietNow(PortUse use) {
        return use.isAtRest() && use.isWorrying();
    }

    private Stream<SocketRow> queues() {
        return sample.listeners().stream()
                .sorted(Comparator.comparingLong(SocketRow::receiveQueue).reversed());
    }

    /** Of this JVM, or, where that cannot be seen, of all. */
    private int closeWaits() {
        LongPredicate ours = held.<LongPredicate>map(all -> all::contains).orElse(inode -> true);
        return sample.groups().stream()
                .mapToInt(group -> group.held(TcpState.CLOSE_WAIT, ours))
                .sum();
    }

    private String owner(SocketRow listener) {
        return held.map(ours -> ours.contains(listener.inode()) ? "this JVM's" : "another process's")
                .orElse("");
    }

    private static String sockets(int count) {
        return number(count) + (count == 1 ? " socket is" : " sockets are");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
