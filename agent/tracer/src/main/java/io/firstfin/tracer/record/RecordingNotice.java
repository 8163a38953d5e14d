package io.firstfin.tracer.record;

import io.firstfin.tracer.boot.AgentProperties;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What happens to a recording without its command line having asked for it. Left where that can look
 * without another command, each of which costs the JVM four lines of warning.
 */
final class RecordingNotice {

    private static final String KEY = "io.firstfin.recording";

    private final String id;
    private final Consumer<Throwable> errors;

    RecordingNotice(String id, Consumer<Throwable> errors) {
        this.id = id;
        this.errors = errors;
    }

    /** It was ended early; what was recorded can be fetched. */
    void ended(String reason) {
        publish("ended", reason);
    }

    /** It was ended and is gone. */
    void lost(String reason) {
        publish("lost", reason);
    }

    private void publish(String what, String reason) {
        try {
            AgentProperties.publish(
                    KEY, "id=" + id + ";" + what + "=" + URLEncoder.encode(reason, StandardCharsets.UTF_8));
        } catch (Throwable e) {
            errors.accept(e);
        }
    }
}
