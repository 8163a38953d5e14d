package io.firstfin.launcher;

import java.io.File;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** {@code java -jar firstfin.jar}: hands over to the command line in its zone. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        File jar = new File(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ZoneLoader zone = new ZoneLoader(new JarFile(jar), "cli", ClassLoader.getSystemClassLoader());
        Thread.currentThread().setContextClassLoader(zone);
        int exit = (int) Class.forName("io.firstfin.cli.Cli", true, zone)
                .getMethod("run", String[].class, PrintStream.class, PrintStream.class, Path.class)
                .invoke(null, args, System.out, System.err, jar.toPath());
        System.exit(exit);
    }
}
