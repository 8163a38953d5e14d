package io.firstfin.sample;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.StringArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Becomes the program it is given, under a seccomp filter that answers EPERM to
 * {@code socket(AF_NETLINK, ...)}, as the profiles of many containers do. The filter of a thread
 * outlives its exec. Needs no privilege and no compiler.
 */
final class WithoutNetlink {
    private static final long PR_SET_NO_NEW_PRIVS = 38;
    private static final long PR_SET_SECCOMP = 22;
    private static final long SECCOMP_MODE_FILTER = 2;
    private static final int AF_NETLINK = 16;
    private static final int EPERM = 1;

    /** {@code __NR_socket} by the machines whose low word of an argument comes first. */
    private static final Map<String, Integer> SYS_SOCKET = Map.of("amd64", 41, "aarch64", 198);

    private static final int LOAD_WORD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    private static final int NUMBER = 0; // offsets in struct seccomp_data
    private static final int FIRST_ARGUMENT = 16;
    private static final int RET_ERRNO = 0x00050000;
    private static final int RET_ALLOW = 0x7fff0000;

    private WithoutNetlink() {}

    static boolean possible() {
        return "Linux".equals(System.getProperty("os.name")) && SYS_SOCKET.containsKey(System.getProperty("os.arch"));
    }

    /** What a command is to be started with. */
    static List<String> prefix() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jna = Path.of(
                Memory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path classes = Path.of(System.getProperty("sample.classes")).resolveSibling("test-classes");
        return List.of(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classes + ":" + jna,
                WithoutNetlink.class.getName());
    }

    public static void main(String[] command) {
        NativeLibrary libc = NativeLibrary.getProcess();
        Function prctl = libc.getFunction("prctl");
        check("PR_SET_NO_NEW_PRIVS", prctl, PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L);
        check("PR_SET_SECCOMP", prctl, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program());
        libc.getFunction("execvp").invokeInt(new Object[] {command[0], new StringArray(command)});
        throw new IllegalStateException("cannot run " + List.of(command));
    }

    private static void check(String what, Function prctl, Object... arguments) {
        if (prctl.invokeInt(arguments) != 0) {
            throw new IllegalStateException(what + " failed");
        }
    }

    /** A {@code struct sock_fprog}. */
    private static Memory program() {
        Memory code = code(new int[][] {
            {LOAD_WORD, 0, 0, NUMBER},
            {JUMP_IF_EQUAL, 0, 3, SYS_SOCKET.get(System.getProperty("os.arch"))},
            {LOAD_WORD, 0, 0, FIRST_ARGUMENT},
            {JUMP_IF_EQUAL, 0, 1, AF_NETLINK},
            {RETURN, 0, 0, RET_ERRNO | EPERM},
            {RETURN, 0, 0, RET_ALLOW}
        });
        Memory program = new Memory(16);
        program.clear();
        program.setShort(0, (short) (code.size() / 8));
        program.setPointer(8, code);
        return program;
    }

    /** An array of {@code struct sock_filter}: code, jump if true, jump if false, operand. */
    private static Memory code(int[][] instructions) {
        Memory code = new Memory(8L * instructions.length);
        for (int i = 0; i < instructions.length; i++) {
            code.setShort(8L * i, (short) instructions[i][0]);
            code.setByte(8L * i + 2, (byte) instructions[i][1]);
            code.setByte(8L * i + 3, (byte) instructions[i][2]);
            code.setInt(8L * i + 4, instructions[i][3]);
        }
        return code;
    }
}
