package io.firstfin.cli.attach;

import io.firstfin.cli.message.PlainText;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The agent's answer to one command, or the last answer that it left. */
public record AgentAnswer(Map<String, String> fields) {
    static final String PROPERTY = "io.firstfin.answer";

    public AgentAnswer {
        fields = plain(fields);
    }

    /** What stands in the agent properties; an agent that never spoke has said nothing. */
    public static AgentAnswer in(Properties agentProperties) {
        return new AgentAnswer(AgentMessage.decode(agentProperties.getProperty(PROPERTY, "")));
    }

    public boolean answers(String id) {
        return text("id").equals(id);
    }

    public boolean ok() {
        return text("outcome").equals("ok");
    }

    public boolean attached() {
        return text("state").equals("attached");
    }

    /** Not the opposite of attached: an agent that was there from the start may have said nothing. */
    public boolean detached() {
        return text("state").equals("detached");
    }

    public boolean alreadyAttached() {
        return flag("alreadyAttached");
    }

    public boolean recording() {
        return flag("recording");
    }

    /** Whether the agent holds the file open that the recording is wanted in: its name may go. */
    public boolean holdsOutput() {
        return flag("holdsOutput");
    }

    /** Why it did not detach when it was to; empty when it did, or was not to. */
    public String stayed() {
        return text("stayed");
    }

    /** Whether another recording ran in the JVM while ours did. */
    public boolean shared() {
        return flag("shared");
    }

    public String message() {
        return text("message");
    }

    /** A field's text, empty when the agent did not send it. */
    public String text(String field) {
        return fields.getOrDefault(field, "");
    }

    private static Map<String, String> plain(Map<String, String> fields) {
        return fields.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, field -> PlainText.line(field.getValue())));
    }

    private boolean flag(String field) {
        return Boolean.parseBoolean(text(field));
    }
}
