package io.firstfin.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class AgentMessageTest {
    @Test
    void values_are_percent_encoded_so_that_nothing_in_them_can_end_a_field() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("command", "attach");
        fields.put("jar", "/opt/my; jars=ü/firstfin.jar");
        String text = AgentMessage.encode(fields);
        assertThat(text).isEqualTo("command=attach;jar=%2Fopt%2Fmy%3B+jars%3D%C3%BC%2Ffirstfin.jar");
        assertThat(AgentMessage.decode(text)).isEqualTo(fields);
    }

    @Test
    void what_is_no_field_is_skipped_and_what_is_no_encoding_is_kept() {
        assertThat(AgentMessage.decode("ok;;=x;a=100%;b=c=d")).isEqualTo(Map.of("a", "100%", "b", "c=d"));
    }

    @Test
    void an_agent_that_never_spoke_is_neither_attached_nor_detached() {
        AgentAnswer answer = AgentAnswer.in(new Properties());
        assertThat(answer.attached()).isFalse();
        assertThat(answer.detached()).isFalse();
        assertThat(answer.answers("1")).isFalse();
    }
}
