package io.firstfin.tracer.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryDecisionsTest {

    private static final Library SHOP = Library.of(
            "Shop",
            new Library.Home("shop.Client", "shop", "shop"),
            List.of("2.", "3."),
            Target.of("shop.Client").hookNamed("sends", Hook.class).hookWhereDeclared("flushes", Hook.class),
            Target.of("shop.Extra").whereDeclared().hookNamed("adds", Hook.class));

    @TempDir
    Path folder;

    private final LibraryDecisions libraries = new LibraryDecisions();
    private AJar jar;

    /** Never woven here. */
    static final class Hook {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit() {}
    }

    @BeforeEach
    void itHasWhatTheHooksExpect() {
        jar = new AJar().with("shop.Client", "sends");
    }

    @Test
    void a_known_version_is_woven_under_its_name() throws IOException {
        try (URLClassLoader loader = loader("shop-3.1.jar")) {
            assertThat(libraries.of(SHOP, loader).isKnown()).isTrue();
        }
        assertThat(libraries.woven()).containsExactly("Shop 3.1");
        assertThat(libraries.leftAlone()).isEmpty();
    }

    @Test
    void an_unknown_version_is_left_alone_and_named() throws IOException {
        try (URLClassLoader loader = loader("shop-4.0.jar")) {
            assertThat(libraries.of(SHOP, loader).isKnown()).isFalse();
        }
        assertThat(libraries.woven()).isEmpty();
        assertThat(libraries.leftAlone()).containsExactly("Shop 4.0: only versions 2., 3. are known");
    }

    @Test
    void a_known_version_with_another_inside_is_left_alone_and_named() throws IOException {
        jar = new AJar().with("shop.Client", "sendsOtherwise");
        try (URLClassLoader loader = loader("shop-3.2.jar")) {
            libraries.of(SHOP, loader);
        }
        assertThat(libraries.leftAlone()).containsExactly("Shop 3.2: it has no method Client.sends");
    }

    @Test
    void what_only_some_versions_have_may_be_missing() throws IOException {
        jar.with("shop.Extra", "addsOtherwise");
        try (URLClassLoader loader = loader("shop-3.3.jar")) {
            assertThat(libraries.of(SHOP, loader).isKnown()).isTrue();
        }
    }

    @Test
    void one_of_no_told_version_is_judged_by_its_inside() throws IOException {
        try (URLClassLoader loader = loader("everything.jar")) {
            assertThat(libraries.of(SHOP, loader).isKnown()).isTrue();
        }
        assertThat(libraries.woven()).containsExactly("Shop");
    }

    @Test
    void each_class_loader_has_its_own_version() throws IOException {
        try (URLClassLoader older = loader("shop-2.0.jar");
                URLClassLoader newer = loader("shop-3.0.jar");
                URLClassLoader newest = loader("shop-5.0.jar")) {
            libraries.of(SHOP, older);
            libraries.of(SHOP, newer);
            libraries.of(SHOP, newest);

            assertThat(libraries.woven()).containsExactly("Shop 2.0", "Shop 3.0");
            assertThat(libraries.leftAlone()).hasSize(1);
        }
    }

    /** As OSGi's do. */
    @Test
    void a_loader_that_hides_the_boot_loaders_classes_is_left_alone_and_named() throws IOException {
        try (URLClassLoader loader = AJar.loader(jar.in(folder.resolve("shop-3.0.jar")), new Hides())) {
            libraries.of(SHOP, loader);
        }
        assertThat(libraries.leftAlone())
                .containsExactly("Shop 3.0: its class loader does not reach the boot loader's classes");
    }

    private URLClassLoader loader(String file) throws IOException {
        return AJar.loader(jar.in(folder.resolve(file)));
    }

    private static final class Hides extends ClassLoader {
        Hides() {
            super(Hides.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.firstfin.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
