package io.firstfin.sample;

import java.nio.file.Path;

/** One JDK on this machine. */
public record Jdk(Path home, int feature) {

    public Path java() {
        return home.resolve("bin/java");
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
