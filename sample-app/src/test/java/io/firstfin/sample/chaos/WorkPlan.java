package io.firstfin.sample.chaos;

import io.firstfin.sample.chaos.ConnectionPlan.Opening;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Which worker opens which connections of a plan: each the same ones in the same order, always. */
record WorkPlan(List<ConnectionPlan> lines, int workers) {
    /** What is played while the peer lives. */
    static final String ORDINARY = "ORDINARY";

    static WorkPlan read(Path file, int workers) throws IOException {
        return new WorkPlan(ConnectionPlan.readAll(file), workers);
    }

    /** @param opening {@link #ORDINARY}, or the name of a way to open with a part of its own */
    private static Predicate<ConnectionPlan> isOf(String opening) {
        return line -> opening.equals(
                line.opening() == Opening.PEER_KILLED || line.opening() == Opening.LEFT_OPEN
                        ? line.opening().name()
                        : ORDINARY);
    }

    /** The numbers of a worker's lines. */
    List<Integer> linesOf(String opening, int worker) {
        List<Integer> all = IntStream.range(0, lines.size())
                .boxed()
                .filter(i -> isOf(opening).test(lines.get(i)))
                .toList();
        return IntStream.range(0, all.size())
                .filter(i -> i % workers == worker)
                .mapToObj(all::get)
                .toList();
    }

    boolean usesPeer(String opening) {
        return lines.stream().filter(isOf(opening)).anyMatch(l -> l.server() == EndApi.PEER);
    }

    /** A worker's connections to one listener of the peer. */
    List<ConnectionPlan> towardsPeer(String opening, int worker, Family family) {
        return linesOf(opening, worker).stream()
                .map(lines::get)
                .filter(line -> line.server() == EndApi.PEER
                        && (line.family() == family || line.family().anyAddress() && family.anyAddress()))
                .toList();
    }
}
