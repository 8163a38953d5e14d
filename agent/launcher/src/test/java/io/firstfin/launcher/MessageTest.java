package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "a b",
                "a;b=c",
                "100%",
                "%3B",
                "a+b",
                "/tmp/Ω ü/firstfin.jar",
                "two\nlines\tand \"quotes\"",
                "\uD83D\uDE00"
            })
    void reads_back_what_it_wrote(String value) {
        Map<String, String> message = new LinkedHashMap<>();
        message.put("command", "attach");
        message.put("value", value);
        message.put("last", "x");

        assertThat(Message.parse(Message.write(message))).isEqualTo(message);
    }

    /** The attach protocol hands options on as they are: nothing in them may end a line. */
    @Test
    void writes_plain_characters_alone() {
        String text = Message.write(Map.of("message", "a;b=c\nd ü"));

        assertThat(text).isEqualTo("message=a%3Bb%3Dc%0Ad+%C3%BC");
    }

    @Test
    void keeps_the_order() {
        assertThat(Message.parse("c=1;a=2;b=3").keySet()).containsExactly("c", "a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", ";;", "novalue", "=nokey", "a;b"})
    void takes_no_notice_of_what_is_no_pair(String text) {
        assertThat(Message.parse(text)).isEmpty();
    }

    @Test
    void takes_the_last_of_two() {
        assertThat(Message.parse("a=1;a=2")).isEqualTo(Map.of("a", "2"));
    }
}
