package io.firstfin.cli.jvm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Tells firstfin.jar from other jars that are named like it: by the agent its manifest names. */
final class OurJar {
    private static final String AGENTS = "io.firstfin.";

    private OurJar() {}

    static boolean is(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            return Optional.ofNullable(jar.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue("Agent-Class"))
                    .filter(agent -> agent.startsWith(AGENTS))
                    .isPresent();
        } catch (IOException | SecurityException e) {
            // no jar, or gone meanwhile
            return false;
        }
    }
}
