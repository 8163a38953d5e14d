package io.firstfin.tracer.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users write behind {@code -javaagent:firstfin.jar=}. */
class AlwaysOnOptionsTest {

    private static final long MB = 1 << 20;

    @Test
    void record_alone_keeps_a_day_and_256_megabytes_and_writes_no_file() {
        assertThat(AlwaysOnOptions.parse("record"))
                .isEqualTo(new AlwaysOnOptions("firstfin", Duration.ofDays(1), 256 * MB, false, null, false));
    }

    @Test
    void every_option_can_be_given_and_an_empty_one_is_nothing() {
        assertThat(AlwaysOnOptions.parse("record,template=diagnose,maxage=90m,,maxsize=1G,file=/logs/a=b.jfr,"))
                .isEqualTo(new AlwaysOnOptions(
                        "diagnose", Duration.ofMinutes(90), 1024 * MB, true, "/logs/a=b.jfr", true));
    }

    @Test
    void who_names_a_file_has_it_written_at_exit_unless_it_says_otherwise() {
        assertThat(AlwaysOnOptions.parse("record,file=f").dumpOnExit()).isTrue();
        assertThat(AlwaysOnOptions.parse("record,file=f,dumponexit=false").dumpOnExit())
                .isFalse();
        assertThat(AlwaysOnOptions.parse("record,dumponexit").dumpOnExit()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"30s,30s", "90m,90m", "120m,2h", "24h,1d", "7d,7d"})
    void an_age_is_told_in_its_largest_unit(String given, String told) {
        assertThat(AlwaysOnOptions.parse("record,maxage=" + given).age()).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verbose=true | there is no option \"verbose\": write record, then any of template,"
                        + " maxage, maxsize, file, dumponexit",
                "Record | there is no option \"Record\": write record, then any of template, maxage,"
                        + " maxsize, file, dumponexit",
                "maxage=1d | \"record\" is missing: write record,maxage=1d",
                "record=1 | record takes no value: write record alone",
                "record,maxage=1d,maxage=1d | maxage is there twice: write it once",
                "record,file= | file has no value: write file=...",
                "record,template | template has no value: write template=...",
                "record,dumponexit=maybe | dumponexit: \"maybe\" is neither true nor false: write"
                        + " dumponexit alone",
                "record,maxsize=1 | maxsize: \"1\" is too small: write 1m or more, such as" + " maxsize=256m",
            })
    void a_wrong_option_is_named_with_what_is_right(String given, String said) {
        assertThatThrownBy(() -> AlwaysOnOptions.parse(given)).hasMessage(said);
    }

    @ParameterizedTest
    @CsvSource({"1x", "d", "0s", "-1h", "1.5h", "10", "99999999999999999999d", "1 d"})
    void what_is_no_duration_is_refused(String given) {
        assertThatThrownBy(() -> AlwaysOnOptions.parse("record,maxage=" + given))
                .hasMessage("maxage: \"" + given + "\" is no duration: write a whole number and s, m, h"
                        + " or d, such as maxage=1d");
    }

    @ParameterizedTest
    @CsvSource({"lots", "m", "-1m", "1.5g", "99999999999999999999g", "256mb"})
    void what_is_no_size_is_refused(String given) {
        assertThatThrownBy(() -> AlwaysOnOptions.parse("record,maxsize=" + given))
                .hasMessage("maxsize: \"" + given + "\" is no size: write a whole number and k, m or g,"
                        + " such as maxsize=256m");
    }
}
