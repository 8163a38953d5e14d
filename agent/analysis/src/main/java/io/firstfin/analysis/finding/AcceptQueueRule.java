package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.AcceptQueue.Look;
import io.firstfin.analysis.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Connections waited to be accepted for a second or longer, or so many that the queue was full. */
final class AcceptQueueRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        return ShownFindings.of(
                model.ports().acceptQueues().stream()
                        .filter(queue -> queue.longest().isFull()
                                || queue.stuck().longest().compareTo(Thresholds.ACCEPT_WAIT) >= 0)
                        .sorted(Comparator.comparingLong(
                                        (AcceptQueue queue) -> queue.longest().waiting())
                                .reversed()),
                "port",
                queue -> finding(model, queue));
    }

    private static Finding finding(Model model, AcceptQueue queue) {
        Look most = queue.longest();
        Look stuck = queue.stuck();
        long refused =
                model.recordings().network(queue.destination()).counters().growth("listenOverflows");
        String statement = Figures.count(most.waiting(), "connection")
                + (most.waiting() == 1 ? " waits" : " wait") + " in the accept queue of port "
                + queue.destination().port() + "; " + why(stuck) + "."
                + size(most) + waits(most, stuck) + thread(stuck)
                + (refused == 0
                        ? ""
                        : " The kernel counted " + Figures.count(refused)
                                + " times that an accept queue of this network namespace was full.")
                + (queue.leftOut() <= 0
                        ? ""
                        : " Of this JVM's ports " + Figures.count(queue.leftOut())
                                + " with shorter queues had no event.");
        return new Finding(
                FindingId.ACCEPT_QUEUE,
                most.isFull() ? Severity.CRITICAL : Severity.WARNING,
                statement,
                evidence(queue, refused).values(),
                advice(queue));
    }

    /** What is the matter, as far as the thread that accepted last tells. */
    private static String why(Look stuck) {
        if (stuck.threadEnded()) {
            return "the thread that accepted last has ended";
        }
        if (doesNotReturn(stuck)) {
            return "the accepting thread does not return";
        }
        return stuck.sinceAccept().isNegative()
                ? "no accept was seen"
                : "connections come faster than they are accepted";
    }

    private static boolean doesNotReturn(Look stuck) {
        return !stuck.threadAt().isEmpty()
                && !stuck.threadWaits()
                && !stuck.threadEnded()
                && stuck.sinceAccept().compareTo(Thresholds.ACCEPT_WAIT) >= 0;
    }

    private static String size(Look most) {
        return most.isFull()
                ? " The queue is full, for the backlog is " + Figures.count(most.limit())
                        + ": the kernel lets no further client in."
                : most.limit() < 0 ? "" : " The queue is full with " + Figures.count(most.limit() + 1) + ".";
    }

    private static String waits(Look most, Look stuck) {
        return (most.givenUp() <= 0
                        ? ""
                        : " "
                                + (most.givenUp() == most.waiting()
                                        ? "All"
                                        : Figures.count(most.givenUp()) + " of the " + Figures.count(most.waiting()))
                                + " were given up by their clients: they stay in CLOSE_WAIT until they are accepted and"
                                + " closed.")
                + (stuck.longest().compareTo(Thresholds.ACCEPT_WAIT) < 0
                        ? ""
                        : " The longest had waited for " + Figures.span(stuck.longest()) + " when last sampled.");
    }

    private static String thread(Look stuck) {
        String accept = stuck.acceptedBy().isEmpty() ? "" : " in " + stuck.acceptedBy();
        String bound = stuck.boundBy().isEmpty() ? "" : " The socket was bound in " + stuck.boundBy() + ".";
        if (stuck.sinceAccept().isNegative()) {
            return bound;
        }
        String name = stuck.thread().isEmpty() ? "" : " by thread \"" + stuck.thread() + "\"";
        return " The last accept" + accept + name + " was " + Figures.span(stuck.sinceAccept())
                + " before"
                + (stuck.threadAt().isEmpty() || stuck.threadEnded()
                        ? "."
                        : "; that thread stood in " + stuck.threadAt() + ".")
                + bound;
    }

    private static Evidence evidence(AcceptQueue queue, long refused) {
        Look most = queue.longest();
        Look stuck = queue.stuck();
        return new Evidence()
                .with("port", queue.destination().port())
                .with("address", queue.address())
                .with("waiting", most.waiting())
                .known("backlog", most.limit())
                .known("givenUp", most.givenUp())
                .known("longestWaitMillis", stuck.longest())
                .known("sinceAcceptMillis", stuck.sinceAccept())
                .known("acceptedBy", stuck.acceptedBy())
                .known("boundBy", stuck.boundBy())
                .known("acceptThread", stuck.thread())
                .known("acceptThreadAt", stuck.threadAt())
                .with("queueOverflows", refused);
    }

    private static List<String> advice(AcceptQueue queue) {
        Look stuck = queue.stuck();
        List<String> advice = new ArrayList<>();
        if (doesNotReturn(stuck)) {
            advice.add("Let the accepting thread only accept: give each connection to other threads.");
            advice.add("Bound what is done for a connection by timeouts; here it stands in " + stuck.threadAt() + ".");
        } else if (stuck.threadEnded()) {
            advice.add("Keep the accepting thread alive: catch what a single connection throws.");
        } else {
            advice.add("Accept faster: with more threads, or with one that does nothing else.");
        }
        advice.add("A longer backlog only lets more clients wait; it takes the smaller one of the argument to bind, 50"
                + " by default, and net.core.somaxconn.");
        return advice;
    }
}
