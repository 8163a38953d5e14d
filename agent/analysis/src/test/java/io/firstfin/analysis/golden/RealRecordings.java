package io.firstfin.analysis.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the recordings of the corpus that JVMs made: programs of the sample application under the agent, on JDK 17
 * and on JDK 25, each in a network namespace of its own. They were made once and stay as they are; what is made
 * anew has other times, ports and process ids, and has to be approved anew.
 *
 * <p>Runs as root on Linux, in this module's folder, after {@code mvn package} with the tests of the sample
 * application compiled:
 *
 * <pre>
 * java -cp target/test-classes io.firstfin.analysis.golden.RealRecordings JDK17 JDK25 WORK-FOLDER [NAME...]
 * </pre>
 *
 * <p>The system property {@code libraries} names a folder with a file for each library of the sample application,
 * named like it, the last line of which is the library's class path. Without the property it is
 * {@code ../../sample-app/target/libraries}, where the tests of the sample application leave such files.
 *
 * <p>With names it makes only those. What {@link #OLD_AGENTS} names is made only where WORK-FOLDER holds such a
 * folder with the {@code firstfin.jar} and the {@code .jfc} files of that commit. Of each recording the JDK's own
 * tool keeps the agent's events and the name of the JVM. The build of the kernel is replaced by a neutral one.
 */
final class RealRecordings {

    private static final String SCENARIOS = PlaysScenarios.class.getName();
    private static final String SAMPLE = "io.firstfin.sample.";
    private static final String NONE = "-";
    private static final Path LIBRARIES = Path.of(System.getProperty("libraries", "../../sample-app/target/libraries"));

    /** The ports that a new network namespace has. */
    private static final String ALL_PORTS = "ip link set lo up";

    private static final String FEW_PORTS = ALL_PORTS
            + " && echo 40000 40499 > /proc/sys/net/ipv4/ip_local_port_range"
            + " && echo 0 > /proc/sys/net/ipv4/tcp_tw_reuse";

    /** Name, JDK, template, ports, library of the sample application, seconds until its standard input ends, program. */
    private static final String PROGRAMS = """
            jdk17-sockets              17 firstfin-diagnose all -                    0  SCENARIOS 1 2 4 5 6 7 9 10 11 12 13 14 15 18
            jdk25-channels             25 firstfin-diagnose all -                    0  SCENARIOS 1:channel 2:async 4:channel \
                5:selector 6:channel 7:selector 9:channel 10:channel 11:channel 12:channel 13:channel 14:channel \
                15:channel 16 18:channel 2:virtual
            jdk17-short-connections    17 firstfin-diagnose all -                    0  SCENARIOS 17
            jdk17-httpurlconnection    17 firstfin-diagnose all -                    0  SCENARIOS 21:response 21:request \
                21:old 21:undelimited 21:disconnect 21:idle 21:full 21:abandoned 21:failed 21:stale
            jdk25-httpurlconnection    25 firstfin          all -                    0  SCENARIOS 21:response 21:request \
                21:old 21:undelimited 21:disconnect 21:idle 21:full 21:abandoned 21:failed 21:stale
            jdk17-okhttp               17 firstfin-diagnose all okhttp-5.5.1         0  SCENARIOS 22:okhttp-5.5.1
            jdk17-apache               17 firstfin          all apache-classic-5.6.5 0  SCENARIOS 22:apache-classic-5.6.5
            jdk25-java-net-http        25 firstfin-diagnose all -                    0  SCENARIOS 22:java-net-http
            jdk25-jetty                25 firstfin-diagnose all jetty-12.0.39        0  SCENARIOS 22:jetty-12.0.39
            jdk17-netty                17 firstfin-diagnose all netty-4.2.18.Final   0  SCENARIOS 22:netty-4.2.18.Final
            jdk17-jdk-httpserver       17 firstfin-diagnose all -                    0  SCENARIOS 23:jdk-httpserver
            jdk25-tomcat               25 firstfin          all tomcat-9.0.122       0  SCENARIOS 23:tomcat-9.0.122
            jdk17-undertow             17 firstfin-diagnose all undertow-2.3.27.Final 0 SCENARIOS 23:undertow-2.3.27.Final
            jdk25-native-transport     25 firstfin-diagnose all epoll-4.2.18.Final   0  SCENARIOS 25:epoll-4.2.18.Final
            jdk25-out-of-ports         25 firstfin-diagnose few -                    9  SAMPLE.OutOfPorts 60
            jdk17-out-of-ports-at-bind 17 firstfin-diagnose few -                    9  SAMPLE.OutOfPorts 60 bind
            jdk17-hangs                17 firstfin-diagnose all -                    10 SAMPLE.Hangs
            jdk25-queues               25 firstfin-diagnose all -                    10 SAMPLE.Queues
            jdk17-own-port             17 firstfin-diagnose all -                    0  SAMPLE.OwnPort open
            jdk25-connects-to-itself   25 firstfin-diagnose all -                    0  SAMPLE.OwnPort self
            jdk25-exit                 25 firstfin-diagnose all -                    0  SAMPLE.ExitsOpen exit
            """;

    /** A program under the agent from its start: a row of the table. */
    private record Program(
            String name, int jdk, String template, boolean fewPorts, String library, int stdinSeconds, String words) {

        static Program of(String row) {
            String[] cells = row.split(" +", 7);
            return new Program(
                    cells[0],
                    Integer.parseInt(cells[1]),
                    cells[2],
                    cells[3].equals("few"),
                    cells[4],
                    Integer.parseInt(cells[5]),
                    cells[6].replaceAll(" +", " ")
                            .replace("SCENARIOS", SCENARIOS)
                            .replace("SAMPLE.", SAMPLE));
        }
    }

    /** Commits of which an agent was built to record what agents of that time wrote. */
    private static final List<String> OLD_AGENTS = List.of("2c96ddc", "984bc11");

    private final Path jdk17;
    private final Path jdk25;
    private final Path work;
    private final List<String> wanted;

    private RealRecordings(Path jdk17, Path jdk25, Path work, List<String> wanted) {
        this.jdk17 = jdk17;
        this.jdk25 = jdk25;
        this.work = work;
        this.wanted = wanted;
    }

    public static void main(String[] args) throws Exception {
        List<String> names = List.of(args).subList(3, args.length);
        new RealRecordings(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), names).make();
    }

    private void make() throws Exception {
        prepare();
        for (Program program : programs()) {
            if (isWanted(program.name)) {
                run(program);
            }
        }
        for (String commit : OLD_AGENTS) {
            if (isWanted("agent-of-" + commit) && Files.isDirectory(work.resolve(commit))) {
                recordWithAnOldAgent(commit);
            }
        }
        if (isWanted("jdk17-record-command")) {
            recordByCommand("jdk17-record-command", jdk17, "firstfin", "17", "-Dconnections=60", "-DperSecond=60");
        }
        if (isWanted("jdk25-adopted")) {
            recordByCommand("jdk25-adopted", jdk25, "diagnose", "2", "--open-before");
        }
        if (isWanted("jdk25-dumps")) {
            dumpWhileItRuns("jdk25-dumps");
        }
        if (isWanted("two-real-jvms")) {
            recordTwo("two-real-jvms");
        }
    }

    private static List<Program> programs() {
        return PROGRAMS.lines().map(Program::of).toList();
    }

    private boolean isWanted(String name) {
        return wanted.isEmpty() || wanted.contains(name);
    }

    /** What the programs need lies in the folder they run in, so that no recording names another path. */
    private void prepare() throws IOException {
        Path root = Path.of("../..");
        copy(root.resolve("agent/launcher/target/firstfin.jar"), work.resolve("firstfin.jar"));
        for (String template : List.of("firstfin.jfc", "firstfin-diagnose.jfc")) {
            Path from = root.resolve("jfr-templates/src/main/resources/io/firstfin/templates")
                    .resolve(template);
            copy(from, work.resolve(template));
        }
        copyAll(root.resolve("sample-app/target/classes"), work.resolve("app"));
        copyAll(root.resolve("sample-app/target/test-classes"), work.resolve("app"));
        String scenarios = SCENARIOS.replace('.', '/') + ".class";
        copy(
                Path.of("target/test-classes").resolve(scenarios),
                work.resolve("app").resolve(scenarios));
        for (Program program : programs()) {
            if (!program.library.equals(NONE) && isWanted(program.name)) {
                List<String> file = Files.readAllLines(LIBRARIES.resolve(program.library));
                String classPath = file.get(file.size() - 1);
                for (String jar : classPath.split(":")) {
                    copy(
                            Path.of(jar),
                            work.resolve(program.library).resolve(Path.of(jar).getFileName()));
                }
            }
        }
    }

    private void run(Program program) throws Exception {
        Process process = start(
                program.fewPorts ? FEW_PORTS : ALL_PORTS,
                program.jdk == 17 ? jdk17 : jdk25,
                recorded(program.name, program.template),
                program.library,
                "-Dlinger=1 -Dconnections=100 -DperSecond=50",
                program.words);
        if (program.stdinSeconds > 0) {
            TimeUnit.SECONDS.sleep(program.stdinSeconds);
        }
        process.getOutputStream().close();
        await(process, program.name);
        keep(program.name, program.name);
    }

    private void recordWithAnOldAgent(String commit) throws Exception {
        String name = "agent-of-" + commit;
        List<String> agent = List.of(
                "-javaagent:" + commit + "/firstfin.jar",
                "-XX:StartFlightRecording:filename=" + name + ".jfr,settings=" + commit + "/firstfin-diagnose.jfc");
        Process process = start(
                ALL_PORTS,
                jdk17,
                agent,
                NONE,
                "-Dlinger=1 -Dconnections=30",
                SCENARIOS + " 1 2 4 5 6 7 10 11 12 13 17");
        process.getOutputStream().close();
        await(process, name);
        keep(name, name);
    }

    /** Attaches to a program that waits, and records it for some seconds. */
    private void recordByCommand(String name, Path jdk, String template, String... scenario) throws Exception {
        List<String> options =
                Stream.of(scenario).filter(word -> word.startsWith("-D")).toList();
        List<String> words =
                Stream.of(scenario).filter(word -> !word.startsWith("-D")).toList();
        Process program = start(
                ALL_PORTS,
                jdk,
                List.of(),
                NONE,
                String.join(" ", options),
                SAMPLE + "Scenarios " + String.join(" ", words) + " --wait-for-attach");
        BufferedReader out = new BufferedReader(new InputStreamReader(program.getInputStream()));
        String pid = wordAfter(out, "READY ");
        Process command = new ProcessBuilder(
                        jdk25.resolve("bin/java").toString(),
                        "-jar",
                        "firstfin.jar",
                        "record",
                        pid,
                        "--duration",
                        "5s",
                        "--template",
                        template,
                        "--force",
                        "--output",
                        name + ".jfr")
                .directory(work.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = new BufferedReader(new InputStreamReader(command.getErrorStream()));
        wordAfter(said, "Recording JVM ");
        goOn(program);
        while (said.readLine() != null) {
            continue;
        }
        await(command, name);
        goOn(program);
        program.getOutputStream().close();
        await(program, name);
        keep(name, name);
    }

    /** The recording that is always on, dumped twice while it runs, and once more when the JVM ends. */
    private void dumpWhileItRuns(String name) throws Exception {
        Process program = start(
                ALL_PORTS,
                jdk25,
                List.of("-javaagent:firstfin.jar=record,template=diagnose,file=" + name + ".jfr"),
                NONE,
                "-Dconnections=150 -DperSecond=50",
                SAMPLE + "Scenarios 17 channel --wait-for-attach");
        BufferedReader out = new BufferedReader(new InputStreamReader(program.getInputStream()));
        String pid = wordAfter(out, "READY ");
        goOn(program);
        for (int dump = 1; dump <= 2; dump++) {
            TimeUnit.MILLISECONDS.sleep(1_200);
            jcmd(pid, "JFR.dump", "name=firstfin", "filename=" + work.resolve(name + "-" + dump + ".jfr"));
        }
        wordAfter(out, "DONE ");
        goOn(program);
        program.getOutputStream().close();
        await(program, name);
        keep(name, name + "/3");
        keep(name + "-1", name + "/1");
        keep(name + "-2", name + "/2");
    }

    /** On JDK 17 and on JDK 25, side by side in one network namespace. */
    private void recordTwo(String name) throws Exception {
        String java17 = command(
                jdk17, recorded(name + "-17", "firstfin-diagnose"), NONE, "-Dconnections=40", SCENARIOS + " 17");
        String java25 = command(
                jdk25,
                recorded(name + "-25", "firstfin-diagnose"),
                NONE,
                "-Dconnections=40",
                SCENARIOS + " 12 17:selector");
        Process both = new ProcessBuilder(
                        "unshare", "-n", "sh", "-c", ALL_PORTS + "; " + java17 + " & " + java25 + "; wait")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(name + ".out").toFile())
                .start();
        both.getOutputStream().close();
        await(both, name);
        keep(name + "-17", name + "/jdk17");
        keep(name + "-25", name + "/jdk25");
    }

    private static List<String> recorded(String name, String template) {
        return List.of(
                "-javaagent:firstfin.jar",
                "-XX:StartFlightRecording:filename=" + name + ".jfr,settings=" + template + ".jfc");
    }

    private Process start(
            String namespace, Path jdk, List<String> agent, String library, String options, String program)
            throws IOException {
        return new ProcessBuilder(
                        "unshare",
                        "-n",
                        "sh",
                        "-c",
                        namespace + " && exec " + command(jdk, agent, library, options, program))
                .directory(work.toFile())
                .redirectError(work.resolve("stderr").toFile())
                .start();
    }

    private static String command(Path jdk, List<String> agent, String library, String options, String program) {
        List<String> words = new ArrayList<>(List.of(jdk.resolve("bin/java").toString()));
        agent.forEach(option -> words.add("'" + option + "'"));
        words.addAll(List.of(options, "-cp", library.equals(NONE) ? "app" : "'app:" + library + "/*'", program));
        return String.join(" ", words);
    }

    private void jcmd(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(jdk25.resolve("bin/jcmd").toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        await(process, "jcmd");
    }

    private static String wordAfter(BufferedReader lines, String beginning) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length()).split(" ")[0];
            }
        }
        throw new IOException("it ended without " + beginning);
    }

    private static void goOn(Process program) throws IOException {
        program.getOutputStream().write('\n');
        program.getOutputStream().flush();
    }

    private static void await(Process process, String name) throws Exception {
        Thread reader = new Thread(() -> drain(process));
        reader.setDaemon(true);
        reader.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(name + " does not end");
        }
        System.out.println(name + " ended with " + process.exitValue());
    }

    private static void drain(Process process) {
        try {
            process.getInputStream().readAllBytes();
        } catch (IOException e) {
            // it was destroyed
            return;
        }
    }

    /** Puts a recording into the corpus: without the events of others, and compressed. */
    private void keep(String recorded, String name) throws Exception {
        Path scrubbed = work.resolve("scrubbed.jfr");
        Files.deleteIfExists(scrubbed);
        Process scrub = new ProcessBuilder(
                        jdk25.resolve("bin/jfr").toString(),
                        "scrub",
                        "--include-events",
                        "firstfin.*,jdk.JVMInformation",
                        recorded + ".jfr",
                        scrubbed.getFileName().toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        scrub.getInputStream().readAllBytes();
        await(scrub, "scrub " + recorded);
        byte[] neutral = withoutTheKernelsBuild(Files.readAllBytes(scrubbed));
        new CorpusMaker(GoldenCase.FOLDER).file(name, neutral);
    }

    /** Replaced by one of the same length, so that nothing moves. */
    private static byte[] withoutTheKernelsBuild(byte[] recording) throws IOException {
        String release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        String version = release.replaceFirst("[^0-9.].*", "");
        String neutral = (version + "-generic".repeat(release.length())).substring(0, release.length());
        return new String(recording, ISO_8859_1).replace(release, neutral).getBytes(ISO_8859_1);
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
