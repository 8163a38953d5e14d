package io.firstfin.tracer.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.weave.Target;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Woven code runs inside methods of others: what it may hold is read from its bytes. */
class AdviceRulesTest {

    private static final Set<String> BRIDGES = Set.of(
            "io/firstfin/bootstrap/Bridge",
            "io/firstfin/bootstrap/HttpBridge",
            "io/firstfin/bootstrap/ReasonBridge",
            "io/firstfin/bootstrap/NativeBridge");

    /** As many as the largest has, in which Netty keeps the parts of a request head apart. */
    private static final int MOST_STEPS = 33;

    private static final String SUCCESS_ONLY = "Established";

    static Stream<Class<?>> adviceClasses() {
        return Stream.concat(
                advice(Hooks.SOCKETS.stream()),
                advice(Hooks.libraries().stream().flatMap(library -> library.targets().stream())));
    }

    private static Stream<Class<?>> advice(Stream<Target> targets) {
        return targets.flatMap(target -> target.hooks().stream())
                .<Class<?>>map(Target.Hook::advice)
                .distinct();
    }

    static Stream<Method> advice() {
        return adviceClasses().flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
    }

    static Stream<Method> socketAdvice() {
        return advice(Hooks.SOCKETS.stream()).flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
    }

    static Stream<Method> exitsThatTakeWhatAnEnterGave() {
        return advice().filter(AdviceRulesTest::isExit)
                .filter(exit ->
                        Arrays.stream(exit.getParameters()).anyMatch(p -> p.isAnnotationPresent(Advice.Enter.class)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("adviceClasses")
    void holds_nothing_but_one_enter_and_one_exit(Class<?> type) {
        assertThat(type.getDeclaredFields()).isEmpty();
        assertThat(type.getDeclaredMethods())
                .hasSizeBetween(1, 2)
                .allMatch(method -> isEnter(method) || isExit(method));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("advice")
    void lets_nothing_out(Method method) {
        Class<?> suppressed = isEnter(method)
                ? method.getAnnotation(Advice.OnMethodEnter.class).suppress()
                : method.getAnnotation(Advice.OnMethodExit.class).suppress();

        assertThat(suppressed).isEqualTo(Throwable.class);
    }

    /** Else a token of the enter would be lost, and its act never told. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("exitsThatTakeWhatAnEnterGave")
    void ends_what_it_began_even_when_the_method_throws(Method method) {
        boolean seesFailures = method.getAnnotation(Advice.OnMethodExit.class).onThrowable() == Throwable.class;
        boolean tellsFailures = Arrays.stream(method.getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(Advice.Thrown.class));

        // setConnected only notes a success that is there already: nothing in it throws
        boolean mayMissThem = method.getDeclaringClass().getSimpleName().equals(SUCCESS_ONLY);
        assertThat(seesFailures || mayMissThem).isTrue();
        assertThat(seesFailures || !tellsFailures).isTrue();
    }

    /** Whoever weaves it adds the exit of a scope to the advice of a library alone. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("socketAdvice")
    void gives_no_token_that_nobody_takes_inside_sockets(Method method) {
        boolean gives = isEnter(method) && method.getReturnType() != void.class;
        boolean taken =
                Arrays.stream(method.getDeclaringClass().getDeclaredMethods()).anyMatch(AdviceRulesTest::isExit);

        assertThat(taken || !gives).isTrue();
    }

    /** Beside that, the advice of a library may ask its getters. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("advice")
    void makes_one_call_to_the_bridge_and_that_as_the_last(Method method) throws IOException {
        List<String> calls = Body.of(method).calls;

        assertThat(calls).filteredOn(AdviceRulesTest::isOfTheBridge).hasSize(1);
        assertThat(calls).last().matches(AdviceRulesTest::isOfTheBridge);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("socketAdvice")
    void makes_no_other_call_inside_sockets(Method method) throws IOException {
        assertThat(Body.of(method).calls).allMatch(AdviceRulesTest::isOfTheBridge);
    }

    private static boolean isOfTheBridge(String call) {
        return BRIDGES.contains(call.substring(0, call.indexOf('.')));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("socketAdvice")
    void knows_nothing_but_the_jdk_and_the_bridge(Method method) throws IOException {
        Body body = Body.of(method);

        assertThat(body.types).allMatch(type -> type.startsWith("java/") || BRIDGES.contains(type));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("advice")
    void builds_nothing_and_keeps_nothing(Method method) throws IOException {
        assertThat(Body.of(method).forbidden).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("socketAdvice")
    void decides_nothing_but_whether_there_was_a_failure(Method method) throws IOException {
        Body body = Body.of(method);

        assertThat(body.otherBranches).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("advice")
    void repeats_nothing(Method method) throws IOException {
        assertThat(Body.of(method).jumpsBack).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("advice")
    void fits_in_a_glance(Method method) throws IOException {
        assertThat(Body.of(method).steps()).isLessThanOrEqualTo(MOST_STEPS);
    }

    private static boolean isEnter(Method method) {
        return method.isAnnotationPresent(Advice.OnMethodEnter.class);
    }

    private static boolean isExit(Method method) {
        return method.isAnnotationPresent(Advice.OnMethodExit.class);
    }

    /** What a method's bytecode does. */
    private static final class Body extends MethodVisitor {
        final List<String> calls = new ArrayList<>();
        final Set<String> types = new TreeSet<>();
        final List<String> forbidden = new ArrayList<>();
        private final Set<Label> passed = new HashSet<>();
        int jumps;
        int otherBranches;
        boolean jumpsBack;

        private Body() {
            super(OpenedClassReader.ASM_API);
        }

        static Body of(Method method) throws IOException {
            Body body = new Body();
            Class<?> owner = method.getDeclaringClass();
            String file = "/" + owner.getName().replace('.', '/') + ".class";
            try (InputStream in = owner.getResourceAsStream(file)) {
                ClassReader reader = OpenedClassReader.of(in.readAllBytes());
                reader.accept(body.only(method.getName()), ClassReader.SKIP_FRAMES);
            }
            return body;
        }

        /** Calls and decisions: what a reader has to follow, however the lines are broken. */
        int steps() {
            return calls.size() + jumps;
        }

        private ClassVisitor only(String wanted) {
            return new ClassVisitor(OpenedClassReader.ASM_API) {
                @Override
                public MethodVisitor visitMethod(
                        int access, String name, String descriptor, String signature, String[] exceptions) {
                    if (!name.equals(wanted)) {
                        return null;
                    }
                    named(descriptor);
                    return Body.this;
                }
            };
        }

        private void named(String methodDescriptor) {
            Type type = Type.getMethodType(methodDescriptor);
            named(type.getReturnType());
            for (Type argument : type.getArgumentTypes()) {
                named(argument);
            }
        }

        private void named(Type type) {
            if (type.getSort() == Type.OBJECT) {
                types.add(type.getInternalName());
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            calls.add(owner + "." + name);
            types.add(owner);
            named(descriptor);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            forbidden.add("invokedynamic " + name);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode != Opcodes.CHECKCAST && opcode != Opcodes.INSTANCEOF) {
                forbidden.add("new " + type);
            }
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
        }

        /** The name of a header, say, is a constant of its library. */
        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode != Opcodes.GETSTATIC || owner.startsWith("io/firstfin/")) {
                forbidden.add("field " + owner + "." + name);
            }
            types.add(owner);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            jumps++;
            jumpsBack |= passed.contains(label);
            // "failure == null" compiles to one test and the jump over its other value
            if (opcode != Opcodes.IFNONNULL && opcode != Opcodes.GOTO) {
                otherBranches++;
            }
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            otherBranches++;
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
            otherBranches++;
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            forbidden.add("try");
        }
    }
}
