package io.firstfin.cli.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process seen from outside: each question is read from {@code /proc} when it is asked. */
public record JvmProcess(ProcFs proc, long pid) {
    private static final Pattern LIBJVM = Pattern.compile("(/\\S.*)/lib/(?:[^/]+/)*libjvm\\.so");
    private static final Pattern CONTAINER_ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAMED_LIKE_OURS = Pattern.compile(".*/(\\.?firstfin[^/]*\\.jar)( \\(deleted\\))?");

    /** Whether it runs; one that has ended but was not yet waited for by its parent does not. */
    public boolean exists() {
        return stat().filter(fields -> !fields[0].matches("[ZX]")).isPresent();
    }

    /** When the process started, in ticks: with the pid, a name that is never used twice. */
    public Optional<String> startTime() {
        return stat().map(fields -> fields[19]);
    }

    public Optional<ProcessStatus> status() {
        return proc.text(pid, "status").map(ProcessStatus::parse);
    }

    /** Whether we may look into the process at all: maps, descriptors, its file system. */
    public boolean open() {
        return proc.text(pid, "maps").isPresent();
    }

    /** Whether a Java VM is loaded, or, where we may not look, whether it was started as one. */
    public boolean isJvm() {
        return proc.text(pid, "maps")
                .map(maps -> maps.contains("/libjvm.so"))
                .orElseGet(() -> launcher().equals("java"));
    }

    public boolean isHotSpot() {
        return proc.text(pid, "maps")
                .map(maps -> maps.contains("/libjvm.so") && !maps.contains("/libj9vm"))
                .orElse(true);
    }

    public JavaCommandLine commandLine() {
        return JavaCommandLine.parse(split(proc.text(pid, "cmdline").orElse(""), "\0"));
    }

    /** The options that reached the VM, also those that came by environment variable. */
    public JavaCommandLine options() {
        List<String> all = new ArrayList<>();
        List<String> environment = split(proc.text(pid, "environ").orElse(""), "\0");
        all.addAll(variable(environment, "JAVA_TOOL_OPTIONS"));
        all.addAll(variable(environment, "JDK_JAVA_OPTIONS"));
        all.addAll(commandLine().options());
        all.addAll(variable(environment, "_JAVA_OPTIONS"));
        return new JavaCommandLine(all, commandLine().main());
    }

    public Optional<JavaRelease> release() {
        return proc.text(pid, "maps")
                .flatMap(maps ->
                        maps.lines().map(LIBJVM::matcher).filter(Matcher::find).findFirst())
                .map(found -> found.group(1).substring(found.group(1).indexOf('/')))
                .flatMap(home -> proc.text(pid, "root" + home + "/release"))
                .flatMap(JavaRelease::parse);
    }

    /** Whether the process shares a namespace ({@code mnt}, {@code pid}, {@code net}) with us. */
    public boolean shares(String namespace) {
        Optional<String> theirs = proc.link(pid, "ns/" + namespace);
        return theirs.isEmpty() || theirs.equals(proc.link(proc.self(), "ns/" + namespace));
    }

    /** The container's id, shortened as container tools do; "other" when only namespaces differ. */
    public Optional<String> container() {
        if (shares("mnt") && shares("pid")) {
            return Optional.empty();
        }
        Matcher id = CONTAINER_ID.matcher(proc.text(pid, "cgroup").orElse(""));
        return Optional.of(id.find() ? id.group().substring(0, 12) : "other");
    }

    /** The file system as the process sees it. */
    public Path root() {
        return proc.file(pid, "root");
    }

    /** A file by the path under which the process knows it. */
    public Path file(String path) {
        return path.startsWith("/")
                ? root().resolve(path.substring(1))
                : proc.file(pid, "cwd").resolve(path);
    }

    /**
     * Whether a jar of ours is loaded as an agent: the class loader that took it keeps it open. A
     * command line such as this one has it open too, as its program.
     */
    public boolean holdsOurJar() {
        JavaCommandLine command = commandLine();
        boolean agent = options().options().stream().anyMatch(o -> o.startsWith("-javaagent:"));
        return proc.descriptors(pid).stream().anyMatch(descriptor -> {
            Matcher name = NAMED_LIKE_OURS.matcher(
                    proc.link(pid, "fd/" + descriptor.getFileName()).orElse(""));
            return name.matches() && (agent || !name.group(1).equals(command.mainName())) && isOurs(descriptor);
        });
    }

    /** A jar of ours has our agent in its manifest; others may have the same name. */
    private static boolean isOurs(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            return Optional.ofNullable(jar.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue("Agent-Class"))
                    .filter(agent -> agent.startsWith("io.firstfin."))
                    .isPresent();
        } catch (IOException | SecurityException e) {
            // no jar, or gone meanwhile
            return false;
        }
    }

    public String userName() {
        try {
            return Files.getOwner(proc.file(pid, "")).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "?";
        }
    }

    /** The fields from the third on: the second, the name, may hold anything. */
    private Optional<String[]> stat() {
        return proc.text(pid, "stat")
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    }

    private String launcher() {
        List<String> arguments = split(proc.text(pid, "cmdline").orElse(""), "\0");
        return arguments.isEmpty()
                ? ""
                : arguments.get(0).substring(arguments.get(0).lastIndexOf('/') + 1);
    }

    private static List<String> variable(List<String> environment, String name) {
        return environment.stream()
                .filter(entry -> entry.startsWith(name + "="))
                .flatMap(entry -> split(entry.substring(name.length() + 1), "\\s+").stream())
                .toList();
    }

    private static List<String> split(String text, String separator) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(separator))
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
