package io.firstfin.sample.reliability;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The library of kernel-shim.c, built with the C compiler of this machine. */
record KernelShim(Path library) {
    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");

    /** Skips the test where there is no compiler, or one that does not know this libc. */
    static KernelShim build(Path folder) throws Exception {
        Path source = folder.resolve("kernel-shim.c");
        try (InputStream code = KernelShim.class.getResourceAsStream("kernel-shim.c")) {
            Files.copy(code, source);
        }
        Path library = folder.resolve("kernel-shim.so");
        String said = "";
        for (String compiler : COMPILERS) {
            Path log = folder.resolve(compiler + ".log");
            try {
                int exit = new ProcessBuilder(
                                compiler,
                                "-O1",
                                "-shared",
                                "-fPIC",
                                "-o",
                                library.toString(),
                                source.toString(),
                                "-ldl")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
                if (exit == 0) {
                    return new KernelShim(library);
                }
                said = Files.readString(log);
            } catch (IOException e) {
                said = e.getMessage();
            }
        }
        System.out.println("the kernel's faults are skipped: no C compiler of " + COMPILERS
                + " builds a library for them here: " + said);
        Assumptions.abort("no C compiler");
        return null;
    }

    /**
     * What a JVM is to be started with.
     *
     * @param faults as kernel-shim.c reads them
     * @param met where it notes which of them were met
     */
    List<String> prefix(String faults, Path met) {
        return List.of("env", "LD_PRELOAD=" + library, "KERNEL_SHIM=" + faults, "KERNEL_SHIM_MET=" + met);
    }
}
