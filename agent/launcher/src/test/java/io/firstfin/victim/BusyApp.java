package io.firstfin.victim;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * Opens and closes connections all the time, and answers questions about itself: a line of question
 * on stdin, a line of answer on stdout, and nothing else there.
 */
public final class BusyApp {

    private final Traffic traffic;
    private Recording recording;

    private BusyApp(Traffic traffic) {
        this.traffic = traffic;
    }

    public static void main(String[] args) throws Exception {
        // JFR instruments some socket classes of JDK 17 itself, for good: before anybody looks
        Recording first = new Recording();
        first.start();
        first.close();
        Traffic traffic = new Traffic();
        traffic.round();
        Thread thread = new Thread(traffic, "traffic");
        thread.setDaemon(true);
        thread.start();
        BusyApp app = new BusyApp(traffic);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            System.out.println(line + ": " + app.answer(line));
        }
    }

    private Object answer(String question) throws Exception {
        if (question.startsWith("leave ")) {
            return Disk.leave(Integer.parseInt(question.substring("leave ".length())));
        }
        if (question.startsWith("stop ")) {
            recording.stop();
            recording.dump(Path.of(question.substring("stop ".length())));
            recording.close();
            return "stopped";
        }
        if (question.startsWith("JFR.configure ")) {
            return JcmdCommand.jfrConfigure(question.substring("JFR.configure ".length()));
        }
        switch (question) {
            case "bytes":
                return Probe.classBytes();
            case "bridge calls":
                synchronized (traffic) {
                    return Probe.bridgeCalls(traffic::round);
                }
            case "calls of a faulty tracer":
                synchronized (traffic) {
                    return Probe.callsOfAFaultyTracer(traffic::round);
                }
            case "isolated classes":
                System.gc();
                return Probe.isolatedClasses();
            case "use up metaspace":
                synchronized (traffic) {
                    return Metaspace.useUp();
                }
            case "give back metaspace":
                Metaspace.giveBack();
                return "given back";
            case "threads":
                return threads();
            case "guarded":
                return threads().contains("firstfin-guard");
            case "properties":
                return new TreeMap<>(System.getProperties()).toString().replaceAll("\\R", " ");
            case "doors":
                return doors().size();
            case "hold":
                synchronized (traffic) {
                    traffic.held = true;
                }
                return "held";
            case "go on":
                traffic.held = false;
                return "goes on";
            case "interrupt everybody":
                synchronized (traffic) {
                    interruptEverybody();
                }
                return "interrupted";
            case "rounds":
                return traffic.rounds;
            case "failures":
                return traffic.failures;
            case "record":
                recording = new Recording();
                recording.enable("firstfin.Close").withStackTrace();
                recording.enable("firstfin.Connect");
                recording.enable("firstfin.KernelState");
                recording.start();
                return "started";
            case "profile":
                recording = new Recording(Configuration.getConfiguration("profile"));
                recording.start();
                return "started";
            case "exit":
                System.exit(3);
                return "never";
            case "stop":
                recording.close();
                return "stopped";
            default:
                return "what?";
        }
    }

    private static List<String> threads() {
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        return all.keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("firstfin") || name.startsWith("JNA"))
                .sorted()
                .collect(Collectors.toList());
    }

    /** Every thread that can be found, and by each group. */
    private static void interruptEverybody() {
        Thread.getAllStackTraces().keySet().forEach(Thread::interrupt);
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group != null) {
            group.interrupt();
            group = group.getParent();
        }
        Thread.interrupted();
    }

    /** Where the application's class path now finds the agent. */
    private static List<URL> doors() throws Exception {
        return Collections.list(ClassLoader.getSystemClassLoader().getResources("io/firstfin/launcher/Agent.class"));
    }
}
