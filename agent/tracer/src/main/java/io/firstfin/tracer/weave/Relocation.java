package io.firstfin.tracer.weave;

import java.io.IOException;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * A copy of a library whose packages were renamed when it was packed into another library ("shaded").
 * The advice is compiled against the original names: here its class files get the names of the copy.
 *
 * @param from the package that all classes of the original are below, such as {@code io.netty}
 * @param to the package that the classes of the copy are below
 */
record Relocation(String from, String to) {

    /** The binary name that a class of the original, or an array of it, has in the copy. */
    String name(String original) {
        return original.startsWith(from + ".") ? to + original.substring(from.length()) : original;
    }

    /** The same for an internal name. */
    private String internalName(String original) {
        return name(original.replace('/', '.')).replace('.', '/');
    }

    /** Shows what {@code advice} shows, with the names of the copy. */
    ClassFileLocator of(ClassFileLocator advice) {
        return new Renaming(advice);
    }

    byte[] rename(byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        OpenedClassReader.of(classFile).accept(new Renamer(writer), 0);
        return writer.toByteArray();
    }

    private final class Renamer extends ClassRemapper {
        Renamer(ClassVisitor next) {
            super(OpenedClassReader.ASM_API, next, new Remapper() {
                @Override
                public String map(String internalName) {
                    return internalName(internalName);
                }
            });
        }
    }

    private final class Renaming implements ClassFileLocator {
        private final ClassFileLocator advice;

        Renaming(ClassFileLocator advice) {
            this.advice = advice;
        }

        @Override
        public Resolution locate(String name) throws IOException {
            Resolution found = advice.locate(name);
            return found.isResolved() ? new Resolution.Explicit(rename(found.resolve())) : found;
        }

        @Override
        public void close() throws IOException {
            advice.close();
        }
    }
}
