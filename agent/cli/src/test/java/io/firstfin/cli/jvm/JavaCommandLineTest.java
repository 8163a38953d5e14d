package io.firstfin.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaCommandLineTest {
    @ParameterizedTest
    @CsvSource({
        "java -cp /a:b com.example.Main x,com.example.Main",
        "java -Xmx1g -jar /opt/shop/shop.jar -jar y,shop.jar",
        "java -p mods -m shop/com.example.Main,shop/com.example.Main",
        "java --module=shop/com.example.Main,shop/com.example.Main",
        "java --add-opens a/b=c --class-path=/x Main,Main",
        "java @options,''",
        "java -jar,''",
        "java,''"
    })
    void finds_what_runs(String line, String main) {
        assertThat(JavaCommandLine.parse(List.of(line.split(" "))).mainName()).isEqualTo(main);
    }

    @Test
    void the_last_word_about_a_flag_counts() {
        JavaCommandLine line = JavaCommandLine.parse(
                List.of("java", "-XX:+DisableAttachMechanism", "-XX:-DisableAttachMechanism", "A"));
        assertThat(line.flag("DisableAttachMechanism", true)).isFalse();
        assertThat(line.flag("EnableDynamicAgentLoading", true)).isTrue();
    }

    @Test
    void an_option_keeps_its_value() {
        assertThat(JavaCommandLine.parse(List.of("java", "--limit-modules", "java.base", "A")))
                .isEqualTo(new JavaCommandLine(List.of("--limit-modules=java.base"), "A"));
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392,8", "11.0.21,11", "17.0.15,17", "25,25", "26-ea,26", "'',0", "x,0"})
    void a_version_has_one_number_people_call_it_by(String version, int feature) {
        assertThat(JavaRelease.feature(version)).isEqualTo(feature);
    }
}
