package io.firstfin.sample.reliability;

import io.firstfin.sample.Jdk;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way to run the JVM that changes what FirstFin meets in it.
 *
 * @param since the first JDK that has it
 * @param archiving the option with which a run before writes an archive of classes; null without one
 * @param options where an archive is needed, the last one lacks its name
 * @param isShort whether it belongs to the short form
 */
record JvmFlag(String how, int since, String archiving, List<String> options, boolean isShort) {
    static Stream<JvmFlag> all() {
        return Stream.of(
                brief("-Xss256k, Serial collector", "-Xss256k", "-XX:+UseSerialGC"),
                new JvmFlag(
                        "AppCDS archive",
                        17,
                        "-XX:ArchiveClassesAtExit=",
                        List.of("-XX:+UseSerialGC", "-XX:SharedArchiveFile="),
                        true),
                flag("G1 collector", 17, "-XX:+UseG1GC"),
                flag("Parallel collector", 17, "-XX:+UseParallelGC"),
                flag("ZGC", 17, "-XX:+UseZGC"),
                flag("Shenandoah", 17, "-XX:+UseShenandoahGC"),
                flag("-Xint", 17, "-Xint"),
                flag("-Xcomp", 17, "-Xcomp"),
                flag("--enable-preview", 17, "--enable-preview"),
                flag("compact object headers", 25, "-XX:+UseCompactObjectHeaders"),
                new JvmFlag(
                        "AOT cache", 25, "-XX:AOTCacheOutput=", List.of("-XX:+UseSerialGC", "-XX:AOTCache="), false));
    }

    boolean isPossible(Jdk jdk) throws Exception {
        if (jdk.feature() < since) {
            return false;
        }
        if (archiving != null) {
            return true;
        }
        List<String> command = Stream.of(List.of(jdk.java().toString()), options, List.of("-version"))
                .flatMap(List::stream)
                .toList();
        boolean possible = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
        if (!possible) {
            System.out.println(how + " is skipped: " + jdk + " of this machine does not have it");
        }
        return possible;
    }

    private static JvmFlag brief(String how, String... options) {
        return new JvmFlag(how, 17, null, List.of(options), true);
    }

    private static JvmFlag flag(String how, int since, String... options) {
        return new JvmFlag(how, since, null, List.of(options), false);
    }

    @Override
    public String toString() {
        return how;
    }
}
