package io.firstfin.sample;

import java.nio.file.Path;

/** One JDK on this machine. */
record Jdk(Path home, int feature) {

    Path java() {
        return home.resolve("bin/java");
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
