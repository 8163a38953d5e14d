package io.firstfin.sample.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;

/** Class files by what their methods do, whatever order a JVM gave their constants. */
final class ClassFiles {
    private ClassFiles() {
    }

    /** A hash for each class file of a folder. */
    static Map<String, Integer> hashes(Path folder) throws IOException {
        Map<String, Integer> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                hashes.put(file.getFileName().toString(),
                        Arrays.hashCode(inOneOrder(Files.readAllBytes(file))));
            }
        }
        return hashes;
    }

    private static byte[] inOneOrder(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor methods = new ClassVisitor(OpenedClassReader.ASM_API) {
            @Override
            public void visit(int v, int a, String n, String s, String p, String[] i) {
                writer.visit(v, a, n, null, p, i);
            }

            @Override
            public MethodVisitor visitMethod(int access, String name, String type, String s,
                    String[] exceptions) {
                return writer.visitMethod(access, name, type, null, exceptions);
            }
        };
        OpenedClassReader.of(classFile).accept(methods,
                ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
