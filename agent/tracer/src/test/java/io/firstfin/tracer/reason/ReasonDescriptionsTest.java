package io.firstfin.tracer.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/events.md says what each reason means. */
class ReasonDescriptionsTest {

    private static final Path DOCUMENT = Path.of("../../docs/events.md");

    @Test
    void each_reason_is_explained_once_in_the_order_of_the_enum() throws Exception {
        List<String> lines = Files.readAllLines(DOCUMENT);
        int first = lines.stream()
                .filter(line -> line.startsWith("| `reason` | "))
                .map(lines::indexOf)
                .findFirst()
                .orElseThrow();
        String words = lines.subList(first, lines.indexOf("## Every event and field")).stream()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[2].strip())
                .collect(Collectors.joining(", "));

        assertThat(words.split(", "))
                .containsExactly(Arrays.stream(Reason.values()).map(Enum::name).toArray(String[]::new));
    }
}
