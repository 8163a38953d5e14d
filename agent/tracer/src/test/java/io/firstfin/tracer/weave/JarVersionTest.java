package io.firstfin.tracer.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarVersionTest {

    private static final Library.Home HOME = new Library.Home("shop.Client", "shop.group", "shop-client");
    private static final Library LIBRARY = Library.of("Shop", HOME, List.of("1."));
    private static final String POM = "META-INF/maven/shop.group/shop-client/pom.properties";

    @TempDir
    Path folder;

    private final AJar jar = new AJar().with("shop.Client");

    @Test
    void what_maven_wrote_counts_whatever_the_file_is_called() throws IOException {
        jar.withFile(POM, "version=1.2.3\n").withManifest("Implementation-Version", "9");
        assertThat(versionIn("app.jar")).isEqualTo("1.2.3");
    }

    @Test
    void else_the_name_of_the_file_counts() throws IOException {
        jar.withManifest("Implementation-Version", "9");
        assertThat(versionIn("shop-client-4.5.6-beta.jar")).isEqualTo("4.5.6-beta");
    }

    @Test
    void the_manifest_counts_where_the_file_is_the_librarys_own() throws IOException {
        jar.withManifest("Implementation-Version", "7.8");
        assertThat(versionIn("shop-client.jar")).isEqualTo("7.8");
    }

    @Test
    void a_bundle_has_a_version_too() throws IOException {
        jar.withManifest("Bundle-Version", "7.9");
        assertThat(versionIn("shop-client.jar")).isEqualTo("7.9");
    }

    @Test
    void the_manifest_of_an_application_it_was_packed_into_says_nothing() throws IOException {
        jar.withManifest("Implementation-Version", "2026.11");
        assertThat(versionIn("everything.jar")).isNull();
    }

    @Test
    void without_the_class_there_is_no_version() throws IOException {
        try (URLClassLoader loader = AJar.loader(new AJar().in(folder.resolve("empty.jar")))) {
            assertThat(JarVersion.of(LIBRARY, loader)).isNull();
        }
    }

    private String versionIn(String file) throws IOException {
        try (URLClassLoader loader = AJar.loader(jar.in(folder.resolve(file)))) {
            return JarVersion.of(LIBRARY, loader);
        }
    }
}
