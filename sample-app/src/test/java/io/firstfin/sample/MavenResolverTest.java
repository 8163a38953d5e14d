package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenResolverTest {

    @Test
    void what_cannot_be_fetched_is_named_in_one_line_that_says_what_to_do(@TempDir Path localRepository) {
        MavenResolver resolver = new MavenResolver(ContextOverrides.create()
                .withLocalRepositoryOverride(localRepository)
                .offline(true));

        assertThat(catchException(() -> resolver.resolve(List.of("io.example:none:1.0"))))
                .message()
                .startsWith(
                        "Cannot fetch io.example:none:1.0. Run the tests once without Maven's --offline. Maven says: ")
                .doesNotContain("\n");
    }
}
