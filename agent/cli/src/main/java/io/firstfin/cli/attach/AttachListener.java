package io.firstfin.cli.attach;

import com.sun.jna.Function;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcessStatus;
import io.firstfin.cli.message.Failure;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** HotSpot's attach listener in one JVM. It starts when the first client asks for it. */
final class AttachListener {
    private static final Duration STARTING = Duration.ofSeconds(2);
    private static final int SIGQUIT = 3;
    private final JvmProcess jvm;

    AttachListener(JvmProcess jvm) {
        this.jvm = jvm;
    }

    /** A connection if the listener is up already; asking changes nothing in the JVM. */
    Optional<SocketChannel> connect(Deadline deadline) throws IOException {
        ProcessStatus status = status();
        requireRunning(status);
        Path path = temp().resolve(".java_pid" + status.nsPid());
        requireItsOwn(path, status);
        return new HotSpotSocket(path).connect(deadline);
    }

    /**
     * Wakes the listener as the JDK's tools do: a file that says what the SIGQUIT is for, then the
     * signal. Without the file the JVM would print a thread dump on its stdout.
     */
    SocketChannel awaken(Deadline deadline) throws IOException {
        Optional<SocketChannel> awake = connect(deadline);
        if (awake.isPresent()) {
            return awake.get();
        }
        requireQuitHandler();
        Path trigger = temp().resolve(".attach_pid" + status().nsPid());
        boolean ours = create(trigger);
        try {
            if (!quitByProgram(jvm.pid()) && !quitByLibrary(jvm.pid())) {
                throw new Failure("cannot send SIGQUIT to process " + jvm.pid()
                        + ": run as its user or as root, in an image that has the kill program");
            }
            while (true) {
                Optional<SocketChannel> connection = connect(deadline);
                if (connection.isPresent()) {
                    return connection.get();
                }
                if (deadline.passed() || !deadline.pause(20)) {
                    throw new AttachTimeout();
                }
            }
        } finally {
            if (ours) {
                Files.deleteIfExists(trigger);
            }
        }
    }

    /** Each connection to a stopped JVM waits in its backlog, and a full one blocks the JDK's tools. */
    private void requireRunning(ProcessStatus status) {
        AttachChecks.stopped(jvm.pid(), status).ifPresent(line -> {
            throw new Failure(line);
        });
    }

    /** In a world-writable folder anybody may have put a file of that name, or a link. */
    private void requireItsOwn(Path path, ProcessStatus status) throws IOException {
        try {
            if (Files.isSymbolicLink(path)) {
                throw new Failure("/tmp/" + path.getFileName() + " of JVM " + jvm.pid()
                        + " is a symbolic link, which could lead anywhere: remove it");
            }
            int owner = FileAccess.owner(path);
            if (owner != status.uid() && owner != 0) {
                throw new Failure("/tmp/" + path.getFileName() + " of JVM " + jvm.pid() + " belongs to uid " + owner
                        + " and not to the JVM's user: remove it");
            }
        } catch (NoSuchFileException notYetThere) {
            return;
        }
    }

    /** HotSpot takes no other for a trigger, and would print a thread dump on the JVM's stdout. */
    private void requireOneThatCounts(Path trigger) {
        try {
            requireItsOwn(trigger, status());
        } catch (IOException e) {
            throw new Failure(
                    "cannot see whose /tmp/" + trigger.getFileName() + " is (" + e.getMessage() + "): remove it", e);
        }
    }

    private boolean create(Path trigger) {
        try {
            Files.createFile(trigger);
            return true;
        } catch (FileAlreadyExistsException e) {
            requireOneThatCounts(trigger);
            return false;
        } catch (IOException e) {
            throw new Failure(
                    "cannot write to /tmp of process " + jvm.pid() + " (" + e.getMessage()
                            + "), and the JVM needs it to be attached to: mount a writable /tmp, or start the JVM with"
                            + " -javaagent:firstfin.jar",
                    e);
        }
    }

    /**
     * A JVM that has just started has no handler yet, and would die of the signal. One with -Xrs
     * never has, but its listener is up from the start.
     */
    private void requireQuitHandler() {
        Deadline deadline = Deadline.in(STARTING);
        while (!status().catchesQuit()) {
            if (deadline.passed() || !deadline.pause(20)) {
                throw new Failure("process " + jvm.pid() + " does not listen for an attach yet: try again when it has"
                        + " started");
            }
        }
    }

    private static boolean quitByProgram(long pid) {
        try {
            return new ProcessBuilder("kill", "-QUIT", Long.toString(pid))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Images may have no kill program, and Java itself sends no signals. */
    private static boolean quitByLibrary(long pid) {
        try {
            Function kill = Function.getFunction("c", "kill");
            return kill.invokeInt(new Object[] {(int) pid, SIGQUIT}) == 0;
        } catch (LinkageError e) {
            // JNA has no library for this platform, or no folder to unpack it to
            return false;
        }
    }

    private Path temp() {
        return jvm.root().resolve("tmp");
    }

    private ProcessStatus status() {
        return jvm.status().orElseThrow(() -> new Failure("process " + jvm.pid() + " has ended"));
    }
}
