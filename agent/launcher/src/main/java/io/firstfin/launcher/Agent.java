package io.firstfin.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the JVM enters firstfin.jar as an agent, at start or by attach. Stays in the application's
 * class loader for good, so there is as little of it as can be; an attach with a newer jar comes
 * through the class the first one left.
 *
 * <p>Nothing gets out of here: an exception out of {@code premain} would end the application.
 */
public final class Agent {

    private static Door current;

    /**
     * The one that was left by, until the answer is published: for another one classes would be loaded, and
     * there may be no memory left for them.
     */
    private static Door left;

    /** Whether somebody wants it here beyond the end of the recording it came for. */
    private static boolean stays;

    private Agent() {}

    /** {@code -javaagent:firstfin.jar}, perhaps with {@code =record} and more: it traces either way. */
    public static void premain(String options, Instrumentation instrumentation) {
        try {
            start(instrumentation, options == null ? "" : options);
        } catch (Throwable e) {
            tell("does not trace this JVM: " + text(e));
        }
    }

    /** Attach: {@code options} is a command, see {@link Message}; the answer is published. */
    public static void agentmain(String options, Instrumentation instrumentation) {
        // nobody else ever clears it on this thread of the JVM's, and every file we write would fail
        Thread.interrupted();
        Map<String, String> command = Message.parse(options == null ? "" : options);
        try {
            String given = command.get("jar");
            File jar = given == null ? ownJar() : new File(given);
            perform(instrumentation, jar, command);
        } catch (Throwable e) {
            tell("could not " + command.getOrDefault("command", "attach") + ": " + text(e));
        }
    }

    private static synchronized void start(Instrumentation instrumentation, String options) throws Throwable {
        attach(instrumentation, ownJar(), false);
        stays = true;
        Map<String, String> answer;
        try {
            answer = current.command(Map.of("command", "start", "options", options));
        } catch (Throwable e) {
            answer = failed(text(e));
        }
        if (!"ok".equals(answer.get("outcome"))) {
            tell("does not record: " + answer.get("message"));
        }
    }

    private static synchronized void perform(Instrumentation instrumentation, File jar, Map<String, String> command)
            throws IOException, ReflectiveOperationException {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("id", command.getOrDefault("id", ""));
        answer.putAll(answer(instrumentation, jar, command));
        if (current != null) {
            current.publish(Message.write(answer));
        } else if (left != null) {
            closeAfter(answer);
        } else {
            try (Door door = new Door(instrumentation, jar)) {
                door.publish(Message.write(answer));
            }
        }
    }

    private static Map<String, String> answer(Instrumentation instrumentation, File jar, Map<String, String> command) {
        try {
            switch (command.getOrDefault("command", "attach")) {
                case "attach":
                case "record-start":
                    return enter(instrumentation, jar, command);
                case "detach":
                    return current == null ? detached() : detach(command);
                case "record-stop":
                    return current == null
                            ? failed("FirstFin was detached before the recording ended")
                            : perform(command);
                default:
                    return current == null ? detached() : perform(command);
            }
        } catch (Throwable e) {
            return failed(text(e));
        }
    }

    /** A command that attaches if nobody did, and then undoes that if it fails. */
    private static Map<String, String> enter(Instrumentation instrumentation, File jar, Map<String, String> command)
            throws Throwable {
        boolean already = current != null;
        if (!already) {
            attach(instrumentation, jar, true);
        }
        Map<String, String> full = new LinkedHashMap<>(command);
        full.put("detachAfter", Boolean.toString(!already));
        Map<String, String> answer = new LinkedHashMap<>(current.command(full));
        answer.put("alreadyAttached", Boolean.toString(already));
        boolean ok = "ok".equals(answer.get("outcome"));
        if (!already && !ok) {
            detach(Map.of("command", "detach"));
        }
        stays |= ok && "attach".equals(command.getOrDefault("command", "attach"));
        return answer;
    }

    /** A command that may ask to detach once it is done, unless somebody attached meanwhile. */
    private static Map<String, String> perform(Map<String, String> command) {
        Map<String, String> answer = current.command(command);
        boolean leave = Boolean.parseBoolean(command.get("detach")) && !stays;
        if (!leave || !"ok".equals(answer.get("outcome"))) {
            return answer;
        }
        Map<String, String> both = new LinkedHashMap<>(answer);
        Map<String, String> left = detach(Map.of("command", "detach"));
        if ("ok".equals(left.get("outcome"))) {
            both.putAll(left);
        } else {
            both.put("stayed", left.getOrDefault("message", ""));
        }
        return both;
    }

    private static synchronized void attach(Instrumentation instrumentation, File jar, boolean running)
            throws Throwable {
        if (current != null) {
            return;
        }
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            throw new IllegalStateException(
                    "it runs without the module jdk.jfr; add jdk.jfr to its --limit-modules or" + " jlink image");
        }
        Door door = new Door(instrumentation, jar);
        try {
            door.enter(instrumentation, running, Agent::leave);
            current = door;
        } finally {
            if (current != door) {
                door.close();
            }
        }
    }

    /** The agent refuses while somebody records. */
    private static Map<String, String> detach(Map<String, String> command) {
        Map<String, String> answer = current.command(command);
        if (detached(answer)) {
            forget();
        }
        return answer;
    }

    /**
     * Detaches because nobody came back to end a recording; says so where {@code status} looks. Whoever
     * calls tries again when this fails.
     */
    private static synchronized void leave() {
        try {
            if (current != null && !stays && detached(current.command(Map.of("command", "detach")))) {
                forget();
                closeAfter(detached());
            }
        } catch (IOException e) {
            throw new IllegalStateException("could not detach: " + text(e), e);
        }
    }

    private static boolean detached(Map<String, String> answer) {
        return !"attached".equals(answer.get("state"));
    }

    private static void forget() {
        left = current;
        current = null;
        stays = false;
    }

    private static void closeAfter(Map<String, String> lastAnswer) throws IOException {
        try (Door door = left) {
            left = null;
            door.publish(Message.write(lastAnswer));
        }
    }

    private static Map<String, String> failed(String message) {
        return Map.of("outcome", "failed", "message", message);
    }

    private static Map<String, String> detached() {
        return Map.of("outcome", "ok", "state", "detached");
    }

    private static File ownJar() throws Exception {
        return new File(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String text(Throwable e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static void tell(String line) {
        try {
            System.err.println("FirstFin " + line);
        } catch (Throwable noMemory) {
            // nothing gets out of here
            return;
        }
    }
}
