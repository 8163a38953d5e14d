package io.firstfin.analysis.render.json;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema of the JSON report, and how a report keeps to it. */
public final class ReportSchema {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text());

    private ReportSchema() {}

    static String text() {
        try (InputStream in = JsonReport.class.getResourceAsStream("report-schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a validator finds wrong with a report. */
    public static List<Error> violations(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }

    /** The fields of a report, however deep, that the schema does not describe. */
    public static List<String> undescribed(JsonNode report) {
        JsonNode schema = new JsonMapper().readTree(text());
        List<String> missing = new ArrayList<>();
        compare(report, schema, schema, "", missing);
        return missing;
    }

    private static void compare(JsonNode value, JsonNode schema, JsonNode root, String at, List<String> missing) {
        JsonNode told =
                schema.has("$ref") ? root.at(schema.get("$ref").asString().substring(1)) : schema;
        if (value.isArray()) {
            value.forEach(item -> compare(item, told.path("items"), root, at + "[]", missing));
        }
        boolean free = told.path("additionalProperties").isObject();
        for (String name : value.propertyNames()) {
            JsonNode described = free
                    ? told.get("additionalProperties")
                    : told.at("/properties").path(name);
            if (described.isMissingNode()) {
                missing.add(at + "/" + name);
            } else {
                compare(value.get(name), described, root, at + "/" + name, missing);
            }
        }
    }
}
