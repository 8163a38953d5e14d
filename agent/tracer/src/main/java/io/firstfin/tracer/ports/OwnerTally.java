package io.firstfin.tracer.ports;

import io.firstfin.kernel.TcpState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who holds the ports of a budget. Where stacks are sampled, those closes whose line was asked for
 * stand for the rest of their state, each by its weight.
 */
final class OwnerTally {

    private static final int MOST_LINES = 8;

    private static final TcpState[] STATES = TcpState.values();

    /** By state, as the following: plain numbers, for they change with each row of the kernel's table. */
    private final int[] rows = new int[STATES.length];

    private final int[] known = new int[STATES.length];
    private final Map<TcpState, Map<Owner, Weight>> weights = new EnumMap<>(TcpState.class);

    /** All are of one port, for a budget that has them is of one. */
    private final int[] queued = new int[STATES.length];

    private int queuePort;

    /** How many rows an owner stands for. */
    private static final class Weight {
        private int rows;
    }

    /** @param text whose they are; null for a line that is not known */
    private record Line(int count, TcpState state, Owner owner, String text, boolean estimated) {}

    /** @param weight how many rows of that state the owner stands for; 0 when it is not known */
    void add(TcpState state, Owner owner, int weight) {
        rows[state.ordinal()]++;
        if (owner != null && owner.site() != null && weight > 0) {
            known[state.ordinal()]++;
            weight(state, owner).rows += weight;
        }
    }

    private Weight weight(TcpState state, Owner owner) {
        Map<Owner, Weight> owners = weights.get(state);
        if (owners == null) {
            owners = new HashMap<>();
            weights.put(state, owners);
        }
        Weight weight = owners.get(owner);
        if (weight == null) {
            weight = new Weight();
            owners.put(owner, weight);
        }
        return weight;
    }

    /** A row that nobody has accepted yet has no owner: the port's accept queue holds it. */
    void addQueued(TcpState state, int port) {
        queuePort = port;
        queued[state.ordinal()]++;
    }

    /** Null when no line is known. */
    String guilty() {
        Map<String, Integer> bySite = new HashMap<>();
        for (Line line : lines()) {
            if (line.owner != null) {
                bySite.merge(line.owner.site(), line.count, Integer::sum);
            }
        }
        return bySite.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /**
     * @param all rows, of whomever
     * @param others rows of other processes
     * @param undecided rows that may be either's
     */
    String text(int all, int others, int undecided) {
        List<Line> lines = lines();
        List<String> text = new ArrayList<>();
        for (Line line : lines.subList(0, Math.min(MOST_LINES, lines.size()))) {
            text.add(text(line, all));
        }
        int rest = lines.stream().skip(MOST_LINES).mapToInt(Line::count).sum();
        int further = Math.max(0, lines.size() - MOST_LINES);
        add(text, rest, all, "of " + further + " further call sites");
        add(text, others, all, "of other processes");
        add(text, undecided, all, "of other processes, or closed before they were recorded");
        return String.join("\n", text);
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (TcpState state : STATES) {
            if (rows[state.ordinal()] > 0) {
                addOwners(lines, state, rows[state.ordinal()]);
            }
        }
        for (TcpState state : STATES) {
            int count = queued[state.ordinal()];
            if (count > 0) {
                String queue = "in the accept queue of port " + queuePort + ", not accepted yet";
                lines.add(new Line(count, state, null, queue, false));
            }
        }
        lines.sort(Comparator.comparingInt(Line::count).reversed());
        return lines;
    }

    private void addOwners(List<Line> lines, TcpState state, int count) {
        Map<Owner, Weight> owners = weights.get(state);
        if (owners == null) {
            lines.add(new Line(count, state, null, "of this JVM, no line known", false));
            return;
        }
        long all = owners.values().stream().mapToLong(weight -> weight.rows).sum();
        boolean estimated = known[state.ordinal()] < count;
        owners.forEach((owner, weight) -> {
            int share = (int) Math.round((double) count * weight.rows / all);
            lines.add(new Line(share, state, owner, "" + owner, estimated));
        });
    }

    private static void add(List<String> text, int count, int all, String whose) {
        if (count > 0) {
            text.add(count + " rows " + share(count, all) + " " + whose);
        }
    }

    private static String text(Line line, int all) {
        return line.count + " " + line.state + " " + share(line.count, all) + " "
                + line.text
                + (line.estimated ? ", estimated from samples" : "");
    }

    private static String share(int count, int all) {
        return String.format(Locale.ROOT, "%.0f%%", 100.0 * count / Math.max(1, all));
    }
}
