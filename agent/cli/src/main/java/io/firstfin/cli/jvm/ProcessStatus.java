package io.firstfin.cli.jvm;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The status of a process, read from {@code /proc/PID/status}.
 *
 * @param uid the effective user, as our user namespace numbers it
 * @param gid the effective group
 * @param nsPid the process's own idea of its pid, which is what a containerised JVM names files after
 * @param catchesQuit whether SIGQUIT has a handler; without one the signal would end the process
 * @param state its letter in proc(5): T while it is stopped, t while a debugger has stopped it
 */
public record ProcessStatus(int uid, int gid, long nsPid, boolean catchesQuit, char state) {
    private static final long SIGQUIT_BIT = 1L << (3 - 1);

    public static ProcessStatus parse(String text) {
        Map<String, String> fields = text.lines()
                .filter(line -> line.contains(":"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).strip(),
                        (first, again) -> first));
        String[] pids = words(fields.getOrDefault("NSpid", fields.getOrDefault("Pid", "0")));
        String caught = fields.getOrDefault("SigCgt", "0");
        return new ProcessStatus(
                effective(fields.getOrDefault("Uid", "0 0")),
                effective(fields.getOrDefault("Gid", "0 0")),
                Long.parseLong(pids[pids.length - 1]),
                (Long.parseUnsignedLong(caught, 16) & SIGQUIT_BIT) != 0,
                (fields.getOrDefault("State", "") + "?").charAt(0));
    }

    private static int effective(String ids) {
        return Integer.parseUnsignedInt(words(ids)[1]);
    }

    private static String[] words(String text) {
        return text.split("\\s+");
    }
}
