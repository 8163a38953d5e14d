package io.firstfin.tracer.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that were packed into others under another package. */
class RenamedCopiesTest {

    private static final Library SHOP = Library.of(
                    "Shop",
                    new Library.Home("shop.Till", "shop", "shop"),
                    List.of("2."),
                    Target.of("shop.Till").hookNamed("sends", Uses.class))
            .relocatable("shop");

    @TempDir
    Path folder;

    private final TargetIndex places = new TargetIndex();

    /** Compiled against the original, as the advice of Netty is. */
    static final class Uses {
        @Advice.OnMethodExit(suppress = Throwable.class)
        static void exit(@Advice.This Object self) {
            shop.Till.sell(null);
        }
    }

    @BeforeEach
    void theShopIsWoven() {
        places.add(SHOP);
    }

    @Test
    void are_found_by_the_end_of_the_name_below_any_package() {
        TargetIndex.Place copy = places.of("deep/down/shaded/Till");
        assertThat(copy.target().className()).isEqualTo("deep.down.shaded.Till");
        assertThat(copy.library().root()).isEqualTo("deep.down.shaded");
        assertThat(copy.library().withVersion("2.1")).isEqualTo("Shop 2.1 (deep.down.shaded)");
        assertThat(places.of("deep/down/shaded/Till")).isSameAs(copy);
    }

    @Test
    void are_not_seen_in_other_names() {
        assertThat(places.of("Till")).isNull();
        assertThat(places.of("shop/OtherTill")).isNull();
        assertThat(places.of("deep/Tills")).isNull();
        assertThat(places.of("shop/Till").library()).isSameAs(SHOP);
    }

    @Test
    void are_bounded_in_number() {
        for (int i = 0; i < 200; i++) {
            places.of("copy" + i + "/Till");
        }
        assertThat(places.of("copy0/Till")).isNotNull();
        assertThat(places.of("copy199/Till")).isNull();
    }

    /** The class has the hooked method; what the advice calls was left out of the copy. */
    @Test
    void that_lack_what_the_advice_calls_are_left_alone_and_named() throws Exception {
        AJar jar = new AJar().with("deep.shop.Till", "sends");
        LibraryDecisions libraries = new LibraryDecisions();
        try (URLClassLoader loader = AJar.loader(jar.in(folder.resolve("all.jar")))) {
            Library copy = places.of("deep/shop/Till").library();
            assertThat(libraries.of(copy, loader).isKnown()).isFalse();
        }
        assertThat(libraries.leftAlone())
                .singleElement()
                .asString()
                .startsWith("Shop (deep.shop): it has no method deep.shop.Till.sell");
    }

    @Test
    void of_another_shape_are_left_alone_and_named() throws Exception {
        AJar jar = new AJar().with("deep.shop.Till", "sendsOtherwise");
        LibraryDecisions libraries = new LibraryDecisions();
        try (URLClassLoader loader = AJar.loader(jar.in(folder.resolve("all.jar")))) {
            libraries.of(places.of("deep/shop/Till").library(), loader);
        }
        assertThat(libraries.leftAlone()).containsExactly("Shop (deep.shop): it has no method Till.sends");
    }

    @Test
    void get_advice_that_names_their_own_classes() throws Exception {
        Relocation move = new Relocation("shop", "deep.shop");
        byte[] advice =
                Uses.class.getResourceAsStream("RenamedCopiesTest$Uses.class").readAllBytes();
        String renamed = new String(move.rename(advice), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(renamed).contains("deep/shop/Till").contains("RenamedCopiesTest$Uses");
    }
}
