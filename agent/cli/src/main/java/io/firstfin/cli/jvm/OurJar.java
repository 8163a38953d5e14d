package io.firstfin.cli.jvm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** Recognises firstfin.jar by the agent in its manifest, since other jars may have the same name. */
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
