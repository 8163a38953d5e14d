package io.firstfin.tracer.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import jdk.jfr.Configuration;

/** What to record: a template from inside our jar, or one of the user's. */
final class RecordingTemplate {

    private static final String DIAGNOSE = "firstfin-diagnose";

    private static final Map<String, String> OURS =
            Map.of("firstfin", "firstfin", "diagnose", DIAGNOSE, DIAGNOSE, DIAGNOSE);

    private RecordingTemplate() {}

    /**
     * One from our jar.
     *
     * @throws IllegalArgumentException where it is none of ours
     */
    static Configuration named(String name) throws IOException, ParseException {
        if (!OURS.containsKey(name)) {
            throw new IllegalArgumentException("there is no template " + name + ": there are firstfin and diagnose");
        }
        String resource = "io/firstfin/templates/" + OURS.get(name) + ".jfc";
        try (InputStream in = RecordingTemplate.class.getClassLoader().getResourceAsStream(resource);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return Configuration.create(reader);
        }
    }

    /**
     * What {@code template=} names: one from our jar by its name, or a file by its path.
     *
     * @throws IllegalArgumentException where there is neither, where JFR cannot read it, or where it
     *     asks for none of our events
     */
    static Configuration namedOrFile(String text) throws IOException, ParseException {
        if (OURS.containsKey(text)) {
            return named(text);
        }
        if (!text.endsWith(".jfc") && text.indexOf('/') < 0) {
            throw wrong("there is no \"" + text + "\"", null);
        }
        Configuration template = read(text);
        if (template.getSettings().entrySet().stream().noneMatch(RecordingTemplate::enablesOneOfOurs)) {
            throw wrong(text + " asks for no event of FirstFin", null);
        }
        return template;
    }

    private static Configuration read(String file) {
        try {
            return Configuration.create(Path.of(file).toAbsolutePath());
        } catch (NoSuchFileException | InvalidPathException e) {
            throw wrong("there is no file " + file, e);
        } catch (IOException | ParseException e) {
            // of the reason JFR says nothing but that it could not
            throw wrong("JFR cannot read " + file, e);
        }
    }

    private static IllegalArgumentException wrong(String what, Exception cause) {
        return new IllegalArgumentException(
                "template: " + what + ": write firstfin, diagnose, or the path of a file like those"
                        + " that \"java -jar firstfin.jar templates --output DIR\" writes",
                cause);
    }

    private static boolean enablesOneOfOurs(Map.Entry<String, String> setting) {
        return setting.getKey().startsWith("firstfin.")
                && setting.getKey().endsWith("#enabled")
                && setting.getValue().equals("true");
    }
}
