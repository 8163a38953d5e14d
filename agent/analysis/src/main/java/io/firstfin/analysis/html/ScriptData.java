package io.firstfin.analysis.html;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it may stand inside a script element, whatever texts are in it. */
final class ScriptData {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ScriptData() {}

    /** In JSON these characters stand inside of strings only, where an escape means the same. */
    static String of(JsonNode data) {
        return MAPPER.writeValueAsString(data)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
