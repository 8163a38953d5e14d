package io.firstfin.sample.chaos;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.TcpState;
import io.firstfin.sample.tracefs.FirstCloser;
import io.firstfin.sample.tracefs.Transition;
import io.firstfin.sample.tracefs.Transition.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How one endpoint of one connection ended, by the kernel's own record. */
final class EndpointTruth {
    private static final Set<TcpState> FIN_SENT = Set.of(TcpState.FIN_WAIT1, TcpState.LAST_ACK, TcpState.CLOSING);

    private final List<Transition> life;
    private final long openedAt;
    private final int closeStep;
    private EndpointTruth peer;

    EndpointTruth(List<Transition> life) {
        this.life = life;
        this.openedAt = life.stream()
                .filter(s -> s.kind() == Kind.STATE && s.to() == TcpState.ESTABLISHED)
                .mapToLong(Transition::nanos)
                .findFirst()
                .orElse(-1);
        int step = -1;
        for (int i = 0; i < life.size() && step < 0; i++) {
            if (life.get(i).kind() == Kind.STATE && life.get(i).to() == TcpState.CLOSE) {
                step = i;
            }
        }
        this.closeStep = step;
    }

    void meet(EndpointTruth other) {
        peer = other;
        other.peer = this;
    }

    Endpoints endpoints() {
        return life.get(0).endpoints();
    }

    boolean established() {
        return openedAt >= 0;
    }

    /** On the trace's clock, which is that of System.nanoTime. */
    long openedAt() {
        return openedAt;
    }

    EndpointTruth peer() {
        return peer;
    }

    boolean isOver() {
        return closeStep >= 0;
    }

    /** LOCAL, REMOTE, BOTH, or UNKNOWN where the record does not say. */
    String closedFirst() {
        return FirstCloser.judge(life).closedFirst().name();
    }

    /** Each side sent its reset before it met the other's: neither can know that of the other. */
    boolean resetsCrossed() {
        return peer != null && endedByOwnReset() && peer.endedByOwnReset();
    }

    /** What may be reported besides {@link #closedFirst}: both ends began to close before they heard. */
    boolean bothIsRight() {
        return peer != null
                && closedFirst().equals("LOCAL")
                && peer.closedFirst().equals("LOCAL");
    }

    /** FIN, FIN_THEN_RESET, RESET_BY_LINGER, RESET_BY_UNREAD_DATA, RESET_BY_PEER; else UNKNOWN. */
    String ending() {
        if (closeStep < 0) {
            return "UNKNOWN";
        }
        String resetBy = resetBy();
        if (sentFin()) {
            return resetBy != null ? "FIN_THEN_RESET" : handedOver() && !peerFinished() ? "UNKNOWN" : "FIN";
        }
        if ("REMOTE".equals(resetBy)) {
            return "RESET_BY_PEER";
        }
        if ("LOCAL".equals(resetBy)) {
            return "TCP_ABORT_ON_CLOSE".equals(ownReset().reason()) ? "RESET_BY_UNREAD_DATA" : "RESET_BY_LINGER";
        }
        return "UNKNOWN";
    }

    /** LOCAL or REMOTE; null where no reset ended it. */
    String resetBy() {
        if (closeStep < 0) {
            return null;
        }
        Transition own = ownReset();
        if (own != null && "TCP_ABORT_ON_DATA".equals(own.reason())) {
            return "LOCAL"; // the kernel goes through its handling of a received one here
        }
        if (life.subList(0, closeStep).stream().anyMatch(s -> s.kind() == Kind.RESET_RECEIVED)) {
            return "REMOTE";
        }
        if (own != null) {
            return "LOCAL";
        }
        if (from() == TcpState.FIN_WAIT2 && peer != null && peer.closeStep >= 0) {
            // a record without a socket waits for the peer's FIN: its resets show at the peer alone
            if ("REMOTE".equals(peer.resetByItself())) {
                return "LOCAL";
            }
            if ("LOCAL".equals(peer.resetByItself())) {
                return "REMOTE";
            }
        }
        return null;
    }

    private String resetByItself() {
        Transition own = ownReset();
        if (own != null) {
            return "LOCAL";
        }
        return life.subList(0, closeStep).stream().anyMatch(s -> s.kind() == Kind.RESET_RECEIVED) ? "REMOTE" : null;
    }

    /** The reset this endpoint sent when it closed: it follows at once. */
    private Transition ownReset() {
        for (int i = closeStep + 1; closeStep >= 0 && i < life.size(); i++) {
            Transition step = life.get(i);
            if (step.kind() == Kind.RESET_SENT
                    && !"TCP_TIMEWAIT_SOCKET".equals(step.reason())
                    && !"NO_SOCKET".equals(step.reason())) {
                return step;
            }
        }
        return null;
    }

    private boolean endedByOwnReset() {
        return closeStep >= 0 && !sentFin() && "LOCAL".equals(resetBy());
    }

    private TcpState from() {
        return life.get(closeStep).from();
    }

    private boolean sentFin() {
        return life.stream().anyMatch(s -> s.kind() == Kind.STATE && FIN_SENT.contains(s.to()));
    }

    private boolean peerFinished() {
        return peer != null && peer.closeStep >= 0;
    }

    /** To its TIME_WAIT record. */
    private boolean handedOver() {
        return closeStep >= 0 && (from() == TcpState.FIN_WAIT2 || from() == TcpState.CLOSING) && resetBy() == null;
    }

    /** LOCAL, REMOTE, BOTH, NONE; UNKNOWN where the record does not say. */
    String timeWait() {
        if (peer == null || closeStep < 0 || peer.closeStep < 0) {
            return "UNKNOWN";
        }
        if (resetBy() != null || peer.resetBy() != null) {
            return "NONE";
        }
        return timeWaitByFins();
    }

    /** What the endpoints were handed over to, whatever reset came after that. */
    String timeWaitByFins() {
        boolean here = handedOver();
        boolean there = peer.handedOver();
        return here ? there ? "BOTH" : "LOCAL" : there ? "REMOTE" : "NONE";
    }

    /** A reset and the TIME_WAIT it would end met in the same microseconds: either may be left. */
    boolean timeWaitIsOpen() {
        return peer != null && (passed(TcpState.CLOSING) || peer.passed(TcpState.CLOSING));
    }

    private boolean passed(TcpState state) {
        return life.stream().anyMatch(s -> s.kind() == Kind.STATE && s.to() == state);
    }

    /** A reset came after the end by FINs: it ends the TIME_WAIT before its time. */
    boolean timeWaitCutShort() {
        return life.stream().anyMatch(s -> s.kind() != Kind.STATE)
                || peer != null && peer.life.stream().anyMatch(s -> s.kind() != Kind.STATE);
    }

    /** The steps, each with the microseconds since the first. */
    String path() {
        StringBuilder text = new StringBuilder();
        for (Transition step : life) {
            text.append(String.format(
                    Locale.ROOT, " +%d:", (step.nanos() - life.get(0).nanos()) / 1000));
            text.append(
                    step.kind() == Kind.STATE
                            ? step.from() + ">" + step.to()
                            : step.kind() + (step.reason() == null ? "" : "(" + step.reason() + ")"));
        }
        return text.substring(1);
    }

    /** Both endpoints' steps on one clock. */
    String paths() {
        return path()
                + (peer == null
                        ? ""
                        : "\n      peer (+"
                                + (peer.life.get(0).nanos() - life.get(0).nanos()) / 1000 + "): " + peer.path());
    }
}
