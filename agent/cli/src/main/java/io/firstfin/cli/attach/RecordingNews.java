package io.firstfin.cli.attach;

import io.firstfin.cli.message.PlainText;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What the agent reports about a recording by itself. Reading it costs the JVM nothing.
 *
 * @param ended why it ended before its time; what was recorded is there
 * @param lost why it ended and what was recorded is gone
 */
public record RecordingNews(Optional<String> ended, Optional<String> lost) {
    private static final String PROPERTY = "io.firstfin.recording";

    static RecordingNews of(String recording, Properties agentProperties) {
        Map<String, String> news = AgentMessage.decode(agentProperties.getProperty(PROPERTY, ""));
        boolean ours = recording.equals(news.get("id"));
        return new RecordingNews(
                Optional.ofNullable(news.get("ended")).filter(text -> ours).map(PlainText::line),
                Optional.ofNullable(news.get("lost")).filter(text -> ours).map(PlainText::line));
    }
}
