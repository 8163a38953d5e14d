package io.firstfin.sample.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One plan, played by a traced JVM in a network namespace of its own and held against the kernel's record.
 *
 * @param java      the victim's
 * @param firstFin  the jar
 * @param template  a .jfc file
 * @param classPath of the victim
 */
record ChaosRun(
        Path java,
        Path firstFin,
        Path template,
        String classPath,
        Path folder,
        int workers,
        int settleMillis,
        String end,
        List<String> jvmArguments) {
    private static final long PATIENCE_MINUTES = 30;
    private static final int SIGTERM = 15;

    List<Judgement> play(List<ConnectionPlan> plans) throws Exception {
        VictimAddresses addresses = VictimAddresses.next();
        Path plan = folder.resolve("plan");
        Files.write(plan, plans.stream().map(ConnectionPlan::toString).toList());
        Path recording = folder.resolve("chaos.jfr");
        Path log = folder.resolve("log");
        // whoever builds meanwhile replaces it
        Path jar = Files.copy(firstFin, folder.resolve("firstfin.jar"), StandardCopyOption.REPLACE_EXISTING);
        Judge judge = new Judge(plans);
        try (ChaosTrace trace = ChaosTrace.start(addresses)) {
            victim(addresses, jar, plan, log, recording);
            judge.readTrace(trace.finish());
        }
        judge.readRecording(recording, addresses);
        judge.readLog(log);
        return judge.judge();
    }

    private void victim(VictimAddresses addresses, Path jar, Path plan, Path log, Path recording)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(entry(addresses));
        command.addAll(List.of(
                java.toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + folder,
                "-javaagent:" + jar,
                "-Xlog:jfr+startup=error",
                "-XX:StartFlightRecording:name=chaos,filename=" + recording + ",dumponexit=true,settings=" + template));
        command.addAll(jvmArguments);
        command.addAll(List.of(
                "-cp",
                classPath,
                ChaosVictim.class.getName(),
                String.valueOf(addresses.run()),
                plan.toString(),
                log.toString(),
                String.valueOf(workers),
                String.valueOf(settleMillis),
                end));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || !endedWell(process.exitValue())) {
                throw new IllegalStateException("the victim failed: " + Files.readString(folder.resolve("output")));
            }
            System.out.print(Files.readString(folder.resolve("output")));
        } finally {
            process.destroyForcibly();
        }
    }

    private boolean endedWell(int exit) {
        return exit == 0 || end.equals("term") && exit == 128 + SIGTERM;
    }

    private static List<String> entry(VictimAddresses addresses) {
        return List.of(
                "unshare",
                "-n",
                "sh",
                "-c",
                "ip link set lo up && ip -6 addr add "
                        + addresses.serverText(Family.V6) + "/128 dev lo nodad && cd /proc/sys/net/ipv4 && echo "
                        + VictimAddresses.PORT_RANGE + " > ip_local_port_range && echo 1 > tcp_tw_reuse"
                        + " && { test ! -e tcp_tw_reuse_delay || echo 1 > tcp_tw_reuse_delay; }"
                        + " && cd \"$OLDPWD\" && exec \"$0\" \"$@\"");
    }
}
