package io.firstfin.analysis.golden;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

/**
 * The types of a chunk, as its metadata event describes them to a reader: those of the JDK that events refer to,
 * and the events themselves.
 */
final class JfrMetadata {

    /** A type that others refer to, by the name that the JDK's reader knows it by. */
    static final String THREAD = "java.lang.Thread";

    static final String STACK_TRACE = "jdk.types.StackTrace";
    static final String STACK_FRAME = "jdk.types.StackFrame";
    static final String METHOD = "jdk.types.Method";
    static final String CLASS = "java.lang.Class";
    static final String SYMBOL = "jdk.types.Symbol";

    private static final String STRING = "java.lang.String";
    private static final String EVENT = "jdk.jfr.Event";
    private static final String ANNOTATION = "java.lang.annotation.Annotation";

    /** A piece of the tree in which the types are described. */
    private static final class Element {
        private final String name;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final List<Element> children = new ArrayList<>();

        Element(String name, String... attributes) {
            this.name = name;
            for (int i = 0; i < attributes.length; i += 2) {
                this.attributes.put(attributes[i], attributes[i + 1]);
            }
        }

        Element with(Element child) {
            children.add(child);
            return this;
        }
    }

    private final Map<String, Long> ids = new LinkedHashMap<>();
    private final Element types = new Element("metadata");

    JfrMetadata() {
        for (String primitive : List.of("boolean", "char", "float", "double", "byte", "short", "int", "long")) {
            type(primitive, "");
        }
        type(STRING, "");
        type(Timestamp.class.getName(), ANNOTATION).with(field("value", STRING));
        type(Timespan.class.getName(), ANNOTATION).with(field("value", STRING));
        Element symbol = type(SYMBOL, "").with(field("string", STRING));
        symbol.attributes.put("simpleType", "true");
        type(THREAD, "")
                .with(field("osName", STRING))
                .with(field("osThreadId", "long"))
                .with(field("javaName", STRING))
                .with(field("javaThreadId", "long"));
        type(CLASS, "").with(constant("name", SYMBOL)).with(field("modifiers", "int"));
        type(METHOD, "")
                .with(constant("type", CLASS))
                .with(constant("name", SYMBOL))
                .with(constant("descriptor", SYMBOL))
                .with(field("modifiers", "int"));
        type(STACK_FRAME, "")
                .with(constant("method", METHOD))
                .with(field("lineNumber", "int"))
                .with(field("bytecodeIndex", "int"));
        Element frames = field("frames", STACK_FRAME);
        frames.attributes.put("dimension", "1");
        type(STACK_TRACE, "").with(field("truncated", "boolean")).with(frames);
    }

    /** The number of a type. */
    long id(String type) {
        return ids.get(type);
    }

    /** The number of an event's type, which is described when it is new. */
    long idOfEvent(String name, Collection<LiteralField> fields) {
        if (!ids.containsKey(name)) {
            Element event = type(name, EVENT)
                    .with(field("startTime", "long").with(annotation(Timestamp.class, Timestamp.TICKS)))
                    .with(field("duration", "long").with(annotation(Timespan.class, Timespan.TICKS)))
                    .with(constant("eventThread", THREAD))
                    .with(constant("stackTrace", STACK_TRACE));
            fields.forEach(field -> event.with(field(field)));
        }
        return ids.get(name);
    }

    /**
     * The metadata event, without its length.
     *
     * @param startTicks when the chunk begins; also this description's number, for the JDK's reader takes two
     *     chunks of equal numbers to have the same types
     */
    JfrBytes event(long startTicks) {
        Element root = new Element("root").with(types).with(new Element("region", "locale", "en", "gmtOffset", "0"));
        Map<String, Integer> texts = new LinkedHashMap<>();
        JfrBytes tree = new JfrBytes();
        write(root, texts, tree);
        JfrBytes event = new JfrBytes()
                .number(0)
                .number(startTicks)
                .number(0)
                .number(startTicks)
                .number(texts.size());
        texts.keySet().forEach(event::text);
        return event.add(tree);
    }

    private Element type(String name, String superType) {
        ids.put(name, ids.size() + 10L);
        Element type = new Element("class", "name", name, "id", Long.toString(ids.get(name)));
        if (!superType.isEmpty()) {
            type.attributes.put("superType", superType);
        }
        types.with(type);
        return type;
    }

    private Element field(LiteralField field) {
        Element described = field(field.name(), field.type().getName());
        if (field.unit().equals(LiteralField.DATE)) {
            return described.with(annotation(Timestamp.class, Timestamp.MILLISECONDS_SINCE_EPOCH));
        }
        return field.unit().isEmpty() ? described : described.with(annotation(Timespan.class, field.unit()));
    }

    private Element field(String name, String type) {
        return new Element("field", "name", name, "class", Long.toString(id(type)));
    }

    private Element constant(String name, String type) {
        Element field = field(name, type);
        field.attributes.put("constantPool", "true");
        return field;
    }

    private Element annotation(Class<?> type, String value) {
        return new Element("annotation", "class", Long.toString(id(type.getName())), "value", value);
    }

    private static void write(Element element, Map<String, Integer> texts, JfrBytes out) {
        out.number(number(element.name, texts)).number(element.attributes.size());
        element.attributes.forEach(
                (name, value) -> out.number(number(name, texts)).number(number(value, texts)));
        out.number(element.children.size());
        element.children.forEach(child -> write(child, texts, out));
    }

    private static int number(String text, Map<String, Integer> texts) {
        return texts.computeIfAbsent(text, absent -> texts.size());
    }
}
