package io.firstfin.cli.victim;

import io.firstfin.cli.CommandLineRun;
import io.firstfin.cli.jvm.ProcFs;
import java.nio.file.Path;
import java.util.Arrays;

/** The command line as a process of its own, for what can only be done to a process. */
public final class RecordMain {
    private RecordMain() {}

    public static void main(String[] args) {
        CommandLineRun run =
                CommandLineRun.with(Path.of(args[0]), ProcFs.system(), Arrays.copyOfRange(args, 1, args.length));
        System.out.print(run.out());
        System.err.print(run.err());
        System.exit(run.code());
    }
}
