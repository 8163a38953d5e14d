package io.firstfin.cli.attach;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.cli.message.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HotSpotReplyTest {
    @ParameterizedTest
    @CsvSource({
        "'0\nreturn code: 0\n',0",
        "'0\nreturn code: 102\n',102",
        "'0\n100\n',100",
        "'0\ninstrument was not loaded.\n',-1",
        "'-1\nno\n',-1",
        "0,-1"
    })
    void tells_how_the_agent_ended_in_every_form_a_jvm_uses(String bytes, int code) {
        assertThat(HotSpotReply.parse(bytes.getBytes(UTF_8)).agentCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "HTTP/1.1 400\n", "99999999999\n"})
    void garbage_is_told_from_an_answer(String bytes) {
        assertThatThrownBy(() -> HotSpotReply.parse(bytes.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_request_is_always_five_strings() {
        assertThat(new String(HotSpotSocket.request("jcmd", "VM.version"), UTF_8))
                .isEqualTo("1\0jcmd\0VM.version\0\0\0");
    }

    @Test
    void an_argument_the_jvm_would_refuse_is_not_sent() {
        assertThatThrownBy(() -> HotSpotSocket.request("load", "x".repeat(1025)))
                .isInstanceOf(Failure.class)
                .hasMessageEndingWith("move the jar to a folder with a shorter name");
    }
}
