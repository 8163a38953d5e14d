package io.firstfin.analysis.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What the events of a JFR file refer to by number: stacks, and the methods, classes and names in them. A number
 * means the same in all chunks of a file, for the JDK's reader keeps the constants of the chunk before.
 */
final class JfrConstants {

    /** The number of the only thread there is. */
    static final long THREAD = 1;

    private static final String DESCRIPTOR = "()V";
    private static final int PUBLIC = 1;

    private final Map<String, Long> symbols = new LinkedHashMap<>();
    private final Map<String, Long> classes = new LinkedHashMap<>();
    private final Map<String, Long> methods = new LinkedHashMap<>();
    private final Map<List<String>, Long> stacks = new LinkedHashMap<>();

    /** The number of a stack of frames such as {@code shop.Feed.open:12}; 0 where there is none. */
    long stack(List<String> frames) {
        for (String frame : frames) {
            String method = methodOf(frame);
            number(methods, method);
            number(classes, classOf(method));
            number(symbols, internal(classOf(method)));
            number(symbols, nameOf(method));
            number(symbols, DESCRIPTOR);
        }
        return frames.isEmpty() ? 0 : number(stacks, frames);
    }

    /** A checkpoint event with all of them, without its length. A pool of none is left out, as readers demand. */
    JfrBytes event(JfrMetadata metadata, long startTicks) {
        JfrBytes event =
                new JfrBytes().number(1).number(startTicks).number(0).number(0).octet(0);
        event.number(stacks.isEmpty() ? 1 : 5);
        event.number(metadata.id(JfrMetadata.THREAD)).number(1).number(THREAD);
        event.text("main").number(1).text("main").number(1);
        if (stacks.isEmpty()) {
            return event;
        }
        pool(event, metadata.id(JfrMetadata.SYMBOL), symbols, (symbol, out) -> out.text(symbol));
        pool(
                event,
                metadata.id(JfrMetadata.CLASS),
                classes,
                (name, out) -> out.number(symbols.get(internal(name))).number(PUBLIC));
        pool(
                event,
                metadata.id(JfrMetadata.METHOD),
                methods,
                (method, out) -> out.number(classes.get(classOf(method)))
                        .number(symbols.get(nameOf(method)))
                        .number(symbols.get(DESCRIPTOR))
                        .number(PUBLIC));
        pool(event, metadata.id(JfrMetadata.STACK_TRACE), stacks, (stack, out) -> {
            out.octet(0).number(stack.size());
            stack.forEach(frame -> out.number(methods.get(methodOf(frame)))
                    .number(lineOf(frame))
                    .number(0));
        });
        return event;
    }

    private static <T> void pool(JfrBytes out, long type, Map<T, Long> constants, BiConsumer<T, JfrBytes> write) {
        out.number(type).number(constants.size());
        constants.forEach((value, number) -> write.accept(value, out.number(number)));
    }

    private static <T> long number(Map<T, Long> constants, T value) {
        return constants.computeIfAbsent(value, absent -> constants.size() + 1L);
    }

    private static String methodOf(String frame) {
        return frame.substring(0, frame.lastIndexOf(':'));
    }

    private static int lineOf(String frame) {
        return Integer.parseInt(frame.substring(frame.lastIndexOf(':') + 1));
    }

    private static String classOf(String method) {
        return method.substring(0, method.lastIndexOf('.'));
    }

    private static String nameOf(String method) {
        return method.substring(method.lastIndexOf('.') + 1);
    }

    private static String internal(String className) {
        return className.replace('.', '/');
    }
}
