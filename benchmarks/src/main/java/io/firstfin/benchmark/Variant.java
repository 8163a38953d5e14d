package io.firstfin.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a program runs with. */
enum Variant {
    PLAIN("plain"),
    WOVEN("woven, not recording"),
    ALWAYS_ON("firstfin.jfc"),
    DIAGNOSE("firstfin-diagnose.jfc"),
    EMPTY("JFR without events"),
    METHOD_TRACE("jdk.MethodTrace"),
    TRACEPOINT("kernel tracepoint"),
    OPEN_TELEMETRY("OpenTelemetry agent"),
    /** Started plain; the program attaches the agent itself. */
    ATTACHED("attach");

    /** What the bare connections pass of the methods that FirstFin weaves. */
    private static final String TRACED_METHODS = "sun.nio.ch.NioSocketImpl::connect;sun.nio.ch.NioSocketImpl::accept;"
            + "sun.nio.ch.NioSocketImpl::bind;sun.nio.ch.NioSocketImpl::close;sun.nio.ch.SocketDispatcher::close;"
            + "sun.nio.ch.SocketDispatcher::preClose";

    private final String title;

    Variant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isFirstFin() {
        return isWovenAtStart() || this == ATTACHED;
    }

    private boolean isWovenAtStart() {
        return this == WOVEN || this == ALWAYS_ON || this == DIAGNOSE;
    }

    /** Why it cannot run here; empty if it can. */
    String whyNot(Jdk jdk, Artifacts artifacts) throws IOException, InterruptedException {
        return switch (this) {
            case METHOD_TRACE -> jdk.feature() >= 25 ? "" : "this event is in JDK 25 and later";
            case TRACEPOINT -> KernelTrace.isPossible() ? "" : "no tracepoint in /sys/kernel/tracing that we may use";
            case OPEN_TELEMETRY -> OpenTelemetry.isPossible(artifacts) ? "" : "Maven could not fetch it";
            default -> "";
        };
    }

    /**
     * Options of the JVM.
     *
     * @param settings added to those of the template, or empty
     */
    List<String> options(Artifacts artifacts, Path recording, String settings) {
        List<String> options = new ArrayList<>();
        if (isWovenAtStart()) {
            options.add("-javaagent:" + artifacts.firstFin());
        }
        switch (this) {
            case ALWAYS_ON -> record(options, recording, artifacts.template("firstfin.jfc") + settings);
            case DIAGNOSE -> record(options, recording, artifacts.template("firstfin-diagnose.jfc") + settings);
            case EMPTY -> record(options, recording, "none");
            case METHOD_TRACE ->
                record(
                        options,
                        recording,
                        "none,+jdk.MethodTrace#enabled=true,+jdk.MethodTrace#stackTrace=true,"
                                + "+jdk.MethodTrace#threshold=0ms,+jdk.MethodTrace#filter="
                                + TRACED_METHODS);
            case OPEN_TELEMETRY -> {
                options.add("-javaagent:" + artifacts.openTelemetry());
                for (String exporter : List.of("traces", "metrics", "logs")) {
                    options.add("-Dotel." + exporter + ".exporter=none");
                }
            }
            default -> {}
        }
        return options;
    }

    private static void record(List<String> options, Path recording, String settings) {
        options.add("-XX:StartFlightRecording:filename=" + recording + ",maxsize=64m,settings=" + settings);
        // not jfr*=off: JFR takes that for a wish to log events, and streams all of them to nowhere
        options.add("-Xlog:jfr+startup=error");
    }
}
