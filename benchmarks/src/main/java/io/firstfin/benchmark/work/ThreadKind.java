package io.firstfin.benchmark.work;

import java.util.List;

/** The kinds of threads whose CPU time, wake-ups and allocation are reported apart. */
public enum ThreadKind {
    SETTLER("FirstFin's settler", "firstfin-settle"),
    FIRSTFIN("other threads of FirstFin", "firstfin-"),
    JFR_PERIODIC("JFR's periodic thread", "JFR Periodic"),
    JFR_RECORDER("JFR's recorder", "JFR "),
    C1("C1 compiler", "C1 "),
    C2("C2 compiler", "C2 "),
    GC("garbage collection", "GC Thread", "G1 ", "VM Thread"),
    /** Also takes what threads used that ended meanwhile. */
    REST(
            "other threads of the JVM",
            "VM Periodic",
            "Signal Dispatch",
            "Reference Handl",
            "Finalizer",
            "Common-Cleaner",
            "Cleaner-",
            "Service Thread",
            "Monitor Deflati",
            "Notification Th",
            "Attach Listener",
            "Sweeper thread",
            "process reaper"),
    /** Every thread that no other kind takes, so this is the last one. */
    APPLICATION("the application's threads", "");

    private final String title;
    private final List<String> prefixes;

    ThreadKind(String title, String... prefixes) {
        this.title = title;
        this.prefixes = List.of(prefixes);
    }

    public String title() {
        return title;
    }

    /** @param thread a name as Java has it, or the 15 bytes of it that the kernel keeps */
    static ThreadKind of(String thread) {
        for (ThreadKind kind : values()) {
            if (kind.prefixes.stream().anyMatch(thread::startsWith)) {
                return kind;
            }
        }
        throw new AssertionError("no kind for " + thread);
    }
}
