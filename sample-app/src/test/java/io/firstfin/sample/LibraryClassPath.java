package io.firstfin.sample;

import io.firstfin.sample.http.Library;
import io.firstfin.sample.http.server.ServerLibrary;
import io.firstfin.sample.transport.GrpcVersions;
import io.firstfin.sample.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a victim needs on its class path beside the lessons, where its variant is a library. */
final class LibraryClassPath {
    private LibraryClassPath() {}

    /** Empty, or begins with a separator. */
    static String of(Lesson lesson) throws IOException {
        if (!Library.variantsOnClassPath().contains(lesson.variant())
                && !ServerLibrary.variantsOnClassPath().contains(lesson.variant())
                && !Transport.variants().contains(lesson.variant())
                && !GrpcVersions.variants().contains(lesson.variant())) {
            return "";
        }
        Path file = Path.of(
                        System.getProperty("sample.libraries", "(no property sample.libraries)"),
                        lesson.variant(),
                        "target",
                        "classpath")
                .normalize();
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    file + " is missing: build the whole project first, " + "mvn -DskipTests package");
        }
        return System.getProperty("path.separator") + Files.readString(file).strip();
    }
}
