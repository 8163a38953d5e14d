package io.firstfin.cli.attach;

import com.sun.jna.Function;
import java.io.IOException;

/**
 * Sends SIGQUIT, which Java cannot: by the kill program, or by the C library where images have
 * none.
 */
final class QuitSignal {
    private static final int SIGQUIT = 3;

    private QuitSignal() {}

    static boolean send(long pid) {
        return byProgram(pid) || byLibrary(pid);
    }

    private static boolean byProgram(long pid) {
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

    private static boolean byLibrary(long pid) {
        try {
            Function kill = Function.getFunction("c", "kill");
            return kill.invokeInt(new Object[] {(int) pid, SIGQUIT}) == 0;
        } catch (LinkageError e) {
            // JNA has no library for this platform, or no folder to unpack it to
            return false;
        }
    }
}
