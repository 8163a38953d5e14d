package io.firstfin.cli.command;

import io.firstfin.cli.message.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Configuration;

/** The templates that a user can choose, named as the user types them. */
enum Template {
    diagnose("firstfin-diagnose"),
    firstfin("firstfin");

    private final String baseName;

    Template(String baseName) {
        this.baseName = baseName;
    }

    /** All of them, by the names of their files. */
    static List<Template> all() {
        return Arrays.stream(values())
                .sorted(Comparator.comparing(Template::baseName))
                .toList();
    }

    /** What the agent calls it. */
    String baseName() {
        return baseName;
    }

    String fileName() {
        return baseName + ".jfc";
    }

    byte[] content() {
        String resource = "/io/firstfin/templates/" + fileName();
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new Failure(
                    "cannot read " + fileName() + " in firstfin.jar (" + e.getMessage() + "): is the jar whole?", e);
        }
    }

    /** One line, as the tools of the JDK show it. */
    String description() {
        try {
            String text = new String(content(), StandardCharsets.UTF_8);
            return Configuration.create(new StringReader(text)).getDescription();
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(fileName() + " is no template", e);
        }
    }
}
