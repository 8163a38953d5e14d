package io.firstfin.tracer.record;

import io.firstfin.tracer.jdk.VmOptions;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.FlightRecorder;

/**
 * Guards against a fault of JDK 17 and 18 (JDK-8278419): {@code JFR.configure stackdepth=N} raises the depth
 * although JFR runs. Each thread that has recorded a stack keeps its buffer for the depth before; its next
 * deeper stack is written beyond the end of it, and the JVM dies, then or later. Weaving makes stacks of 84
 * frames, and our events take those of the application, so such a JVM has to be left alone.
 */
public final class JfrStackDepth {

    /** From here on JFR ignores such a change. */
    private static final int FIXED_IN = 19;

    private static final int DEFAULT = 64;
    private static final String JFR_INTERNAL = "jdk.jfr.internal";
    private static final String CONFIGURE = JFR_INTERNAL + ".dcmd.DCmdConfigure";
    private static final Pattern OPTION = Pattern.compile("-XX:FlightRecorderOptions[:=](?:.*,)?stackdepth=(\\d+).*");

    private final Instrumentation instrumentation;

    /** @param instrumentation opens to our module the package of JFR's that knows the depth */
    public JfrStackDepth(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Returns where the depth is what it was when JFR started.
     *
     * @throws IllegalStateException where it was raised, or may have been: JFR does not tell whether {@code
     *     JFR.configure} came before its start
     */
    public void requireUnchanged() {
        if (Runtime.version().feature() >= FIXED_IN || !FlightRecorder.isInitialized()) {
            return;
        }
        int atStart = atStart(VmOptions.all());
        int now = now(atStart);
        if (now > atStart && wasConfigured()) {
            throw new IllegalStateException(
                    "JFR's stack depth was raised to " + now + " with JFR.configure; if JFR ran already, the"
                            + " next deep stack ends a JVM older than JDK 19 (JDK-8278419): set it back with"
                            + " jcmd PID JFR.configure stackdepth=" + atStart + " and try again");
        }
    }

    /** The depth that the JVM's options ask for. */
    static int atStart(List<String> options) {
        int depth = DEFAULT;
        for (String option : options) {
            Matcher given = OPTION.matcher(option);
            if (given.matches()) {
                depth = Integer.parseInt(given.group(1));
            }
        }
        return depth;
    }

    private int now(int otherwise) {
        try {
            Module jfr = FlightRecorder.class.getModule();
            Module ours = JfrStackDepth.class.getModule();
            instrumentation.redefineModule(
                    jfr, Set.of(), Map.of(), Map.of(JFR_INTERNAL, Set.of(ours)), Set.of(), Map.of());
            Class<?> options = Class.forName(JFR_INTERNAL + ".Options");
            return (int) MethodHandles.lookup()
                    .findStatic(options, "getStackDepth", MethodType.methodType(int.class))
                    .invoke();
        } catch (Throwable anotherJdk) {
            return otherwise;
        }
    }

    /** Profilers that raise the depth without that command do so before they start JFR. */
    private boolean wasConfigured() {
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getName().equals(CONFIGURE)) {
                return true;
            }
        }
        return false;
    }
}
