package io.firstfin.tracer;

import io.firstfin.tracer.boot.BootClasses;
import io.firstfin.tracer.control.Commands;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Where the launcher's door leads: the one class of the isolated loader that is called from outside
 * it, by name, with nothing but JDK types. Names no class of {@code io.firstfin.bootstrap}: those may
 * not exist before {@link #open} made them.
 */
public final class Attachment implements Function<Map<String, String>, Map<String, String>> {

    private final Commands commands;

    private Attachment(Commands commands) {
        this.commands = commands;
    }

    /**
     * Weaves this JVM. The packages of {@code java.base} that the tracer reads must be open to this
     * class's module.
     *
     * @param running whether this is an attach, with the application running already
     * @param leave detaches this JVM, for when the command line that asked for a recording is gone
     * @return takes a command with its options, gives the answer; after {@code detach} it is done
     */
    public static Function<Map<String, String>, Map<String, String>> open(
            Instrumentation instrumentation, String version, boolean running, Runnable leave) throws Throwable {
        Module boot = BootClasses.define(Attachment.class.getClassLoader());
        instrumentation.redefineModule(Object.class.getModule(), Set.of(boot), Map.of(), Map.of(), Set.of(), Map.of());
        return new Attachment(Commands.start(instrumentation, version, running, leave));
    }

    @Override
    public Map<String, String> apply(Map<String, String> command) {
        return commands.answer(command);
    }
}
