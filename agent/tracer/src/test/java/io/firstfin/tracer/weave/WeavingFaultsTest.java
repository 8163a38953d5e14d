package io.firstfin.tracer.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.hooks.Hooks;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM that does not take a class: the others are woven, and given back, all the same. */
class WeavingFaultsTest {

    private final List<Class<?>> asked = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalStateException("a fault of the JVM"),
                new OutOfMemoryError("Metaspace"),
                new StackOverflowError(),
                new InternalError("redefinition failed"),
                new UnmodifiableClassException());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void what_is_not_taken_back_keeps_no_other_from_it(Throwable fault) throws Exception {
        Class<?> refused = Class.forName("sun.nio.ch.Net");
        Class<?>[] loaded = {
            Class.forName("sun.nio.ch.NioSocketImpl"),
            refused,
            SocketChannel.open().getClass(),
            String.class
        };
        Instrumentation jvm = (Instrumentation) Proxy.newProxyInstance(
                WeavingFaultsTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getAllLoadedClasses":
                            return loaded;
                        case "retransformClasses":
                            return retransform((Class<?>[]) arguments[0], refused, fault);
                        case "removeTransformer":
                            return true;
                        default:
                            return null;
                    }
                });
        Weaving weaving = new Weaving(jvm, Hooks.SOCKETS, errors::add);

        weaving.weave();
        assertThat(asked).containsExactlyInAnyOrder(loaded[0], loaded[2]);

        asked.clear();
        weaving.unweave();
        assertThat(asked).containsExactlyInAnyOrder(loaded[0], loaded[2]);
        assertThat(errors).anyMatch(error -> error.toString().contains("sun.nio.ch.Net"));
    }

    private Object retransform(Class<?>[] classes, Class<?> refused, Throwable fault) throws Throwable {
        if (List.of(classes).contains(refused)) {
            throw fault;
        }
        asked.addAll(List.of(classes));
        return null;
    }
}
