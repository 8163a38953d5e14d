package io.firstfin.sample.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;

/** Class files by what their methods do, whatever order a JVM gave to those and to their constants. */
final class ClassFiles {
    private ClassFiles() {}

    /** A hash for each class file of a folder. */
    static Map<String, Integer> hashes(Path folder) throws IOException {
        Map<String, Integer> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                hashes.put(
                        file.getFileName().toString(),
                        methods(Files.readAllBytes(file)).hashCode());
            }
        }
        return hashes;
    }

    /** A hash of each method by its name and type. */
    private static Map<String, Integer> methods(byte[] classFile) {
        Map<String, ClassWriter> writers = new TreeMap<>();
        ClassVisitor methods = new ClassVisitor(OpenedClassReader.ASM_API) {
            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String s, String[] exceptions) {
                ClassWriter alone = new ClassWriter(0);
                writers.put(name + type, alone);
                // a JVM that makes the class file anew leaves the mark of deprecated methods out
                return new Renumbered(
                        alone.visitMethod(access & ~Opcodes.ACC_DEPRECATED, name, type, null, exceptions));
            }
        };
        OpenedClassReader.of(classFile).accept(methods, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Map<String, Integer> hashes = new TreeMap<>();
        writers.forEach((method, alone) -> hashes.put(method, Arrays.hashCode(alone.toByteArray())));
        return hashes;
    }

    /** Variables get numbers as they come: those that JFR of JDK 17 gives depend on who was there before it. */
    private static final class Renumbered extends MethodVisitor {
        private final Map<Integer, Integer> numbers = new HashMap<>();

        Renumbered(MethodVisitor next) {
            super(OpenedClassReader.ASM_API, next);
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            super.visitVarInsn(opcode, number(variable));
        }

        @Override
        public void visitIincInsn(int variable, int increment) {
            super.visitIincInsn(number(variable), increment);
        }

        @Override
        public void visitMaxs(int stack, int variables) {
            super.visitMaxs(stack, numbers.size());
        }

        private int number(int variable) {
            return numbers.computeIfAbsent(variable, first -> numbers.size());
        }
    }
}
