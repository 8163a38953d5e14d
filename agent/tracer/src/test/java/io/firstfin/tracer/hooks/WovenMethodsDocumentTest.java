package io.firstfin.tracer.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.Target;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** docs/woven-methods.md lists every woven method with the calls it gets. */
class WovenMethodsDocumentTest {

    private static final Path DOCUMENT = Path.of("../../docs/woven-methods.md");
    private static final String BEGIN = "<!-- woven -->\n";
    private static final String END = "<!-- /woven -->";

    @Test
    void the_document_lists_every_woven_method_and_the_calls_it_gets() throws Exception {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        String expected = document.substring(0, begin) + table() + document.substring(document.indexOf(END));
        if (Boolean.getBoolean("approve")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private static String table() throws Exception {
        StringBuilder text = new StringBuilder();
        text.append("| class | method | at entry | at exit |\n|---|---|---|---|\n");
        rows(text, Hooks.SOCKETS);
        for (Library library : Hooks.libraries()) {
            rows(text, library.targets());
        }
        return text.toString();
    }

    private static void rows(StringBuilder text, List<Target> targets) throws Exception {
        for (Target target : targets) {
            for (Target.Hook hook : target.hooks()) {
                text.append("| ").append(target.className());
                text.append(" | ").append(signature(hook));
                text.append(" | ").append(call(hook, Advice.OnMethodEnter.class));
                text.append(" | ").append(call(hook, Advice.OnMethodExit.class));
                text.append(" |\n");
            }
        }
    }

    private static String signature(Target.Hook hook) {
        String parameters = hook.parameterTypes() == null
                ? "..."
                : hook.parameterTypes().stream()
                        .map(name -> name.substring(name.lastIndexOf('.') + 1))
                        .collect(Collectors.joining(", "));
        return "`" + hook.method() + "(" + parameters + ")`";
    }

    private static String call(Target.Hook hook, Class<? extends java.lang.annotation.Annotation> when)
            throws Exception {
        boolean scope = false;
        for (Method method : hook.advice().getDeclaredMethods()) {
            if (method.isAnnotationPresent(when)) {
                return "`" + String.join("`, `", calls(hook.advice(), method)) + "`";
            }
            scope |= method.getReturnType() == Object.class;
        }
        return scope ? "`ReasonBridge.endReason`" : "";
    }

    private static List<String> calls(Class<?> advice, Method method) throws Exception {
        List<String> calls = new ArrayList<>();
        new ClassReader(advice.getName())
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return name.equals(method.getName()) ? collector(calls) : null;
                            }
                        },
                        0);
        return calls;
    }

    private static MethodVisitor collector(List<String> calls) {
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (owner.startsWith("io/firstfin/bootstrap/")) {
                    calls.add(owner.substring(owner.lastIndexOf('/') + 1) + "." + name);
                }
            }
        };
    }
}
