package io.firstfin.benchmark;

import static io.firstfin.benchmark.Variant.ALWAYS_ON;
import static io.firstfin.benchmark.Variant.ATTACHED;
import static io.firstfin.benchmark.Variant.DIAGNOSE;
import static io.firstfin.benchmark.Variant.EMPTY;
import static io.firstfin.benchmark.Variant.METHOD_TRACE;
import static io.firstfin.benchmark.Variant.OPEN_TELEMETRY;
import static io.firstfin.benchmark.Variant.PLAIN;
import static io.firstfin.benchmark.Variant.TRACEPOINT;
import static io.firstfin.benchmark.Variant.WOVEN;

import io.firstfin.benchmark.work.Attach;
import io.firstfin.benchmark.work.BareConnections;
import io.firstfin.benchmark.work.CloseCounts;
import io.firstfin.benchmark.work.FullTable;
import io.firstfin.benchmark.work.HttpRequests;
import io.firstfin.benchmark.work.Idle;
import io.firstfin.benchmark.work.OpenConnections;
import io.firstfin.benchmark.work.ReadWrite;
import io.firstfin.benchmark.work.Start;
import java.util.List;
import java.util.stream.Stream;

/** A program under measurement with its arguments, and the variants that each round runs. */
enum Work {
    FIN(BareConnections.class, "fin"),
    RESET(BareConnections.class, "reset"),
    HTTP_1000(HttpRequests.class, "1000", "close"),
    HTTP_100(HttpRequests.class, "100", "close"),
    KEPT_ALIVE(HttpRequests.class, "0", "keep"),
    READ_WRITE(ReadWrite.class),
    IDLE(Idle.class),
    TABLE(FullTable.class, "28000"),
    START(Start.class, "nothing"),
    START_CONNECT(Start.class, "connect"),
    ATTACH(Attach.class),
    OPEN(OpenConnections.class, "100000"),
    COUNTS(CloseCounts.class),
    /** For the short form: as much work on a slow machine as on a fast one. */
    COUNTED(BareConnections.class, "fin", "10000");

    private final Class<?> program;
    private final List<String> arguments;

    Work(Class<?> program, String... arguments) {
        this.program = program;
        this.arguments = List.of(arguments);
    }

    Class<?> program() {
        return program;
    }

    /** Arguments of the program after the length of the window. */
    List<String> arguments() {
        return arguments;
    }

    /** Those of the whole measurement. */
    static List<Work> all() {
        return Stream.of(values()).filter(work -> work != COUNTED).toList();
    }

    /**
     * Changes of the template. Counts go without sampled call sites: how many connections have theirs sampled depends on
     * the time.
     */
    String settings(Variant variant) {
        if (this == COUNTS && variant == ALWAYS_ON) {
            return ",firstfin-call-sites=false";
        }
        return this == TABLE ? ",firstfin-period=1s" : "";
    }

    /** Whether C1 alone compiles: what C2 does in a short time differs from run to run. */
    boolean isWithoutC2() {
        return this == COUNTS || this == COUNTED;
    }

    /** What each round runs, in this order. */
    List<Variant> variants() {
        return switch (this) {
            case FIN -> List.of(PLAIN, WOVEN, ALWAYS_ON, DIAGNOSE, EMPTY, METHOD_TRACE, TRACEPOINT, OPEN_TELEMETRY);
            case HTTP_1000 -> List.of(PLAIN, WOVEN, ALWAYS_ON, DIAGNOSE, EMPTY, OPEN_TELEMETRY);
            case IDLE -> List.of(PLAIN, EMPTY, WOVEN, ALWAYS_ON, DIAGNOSE);
            case OPEN, COUNTED -> List.of(PLAIN, WOVEN, ALWAYS_ON);
            case TABLE -> List.of(ALWAYS_ON, DIAGNOSE);
            case START, START_CONNECT -> List.of(PLAIN, WOVEN);
            case ATTACH -> List.of(ATTACHED);
            default -> List.of(PLAIN, WOVEN, ALWAYS_ON, DIAGNOSE);
        };
    }

    /** What a variant is compared with. */
    Variant base(Variant variant) {
        boolean records = variant == ALWAYS_ON || variant == DIAGNOSE;
        return this == IDLE && records ? EMPTY : PLAIN;
    }

    /** Whether the program repeats its work in a window, and reports CPU time by thread. */
    boolean hasWindow() {
        return ordinal() <= IDLE.ordinal();
    }

    /** How often a JVM runs in a round that ends as soon as it has begun. */
    int runs() {
        return this == START || this == START_CONNECT ? 4 : 1;
    }

    /** For headings over a table of its threads. */
    String title() {
        return switch (this) {
            case FIN -> "bare connections at full speed, FIN";
            case RESET -> "bare connections at full speed, SO_LINGER 0";
            case HTTP_1000 -> "one HTTP request a connection, 1,000/s";
            case HTTP_100 -> "one HTTP request a connection, 100/s";
            case KEPT_ALIVE -> "kept-alive HTTP";
            case READ_WRITE -> "reads and writes";
            case IDLE -> "an idle JVM";
            default -> name();
        };
    }

    /** The unit in which CPU time by thread is printed. */
    String unit() {
        return this == IDLE ? "ms of CPU a second" : "us of CPU a unit";
    }

    double unitScale() {
        return this == IDLE ? 1e6 : 1e3;
    }
}
