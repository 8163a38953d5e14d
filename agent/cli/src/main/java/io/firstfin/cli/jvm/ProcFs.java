package io.firstfin.cli.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code /proc} file system as the command line reads it; tests bring a directory of their own. */
public record ProcFs(Path root, long self) {

    public static ProcFs system() {
        return new ProcFs(Path.of("/proc"), ProcessHandle.current().pid());
    }

    public boolean present() {
        return Files.isReadable(file(self, "status"));
    }

    public Path file(long pid, String name) {
        return root.resolve(Long.toString(pid)).resolve(name);
    }

    public List<Long> pids() {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The text of a file; empty when the process is gone or hides it from us. */
    public Optional<String> text(long pid, String name) {
        try {
            byte[] bytes = Files.readAllBytes(file(pid, name));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public Optional<String> link(long pid, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(file(pid, name)).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The descriptors of a process; empty when it hides them from us. */
    public List<Path> descriptors(long pid) {
        try (Stream<Path> entries = Files.list(file(pid, "fd"))) {
            return entries.toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
