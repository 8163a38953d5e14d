package io.firstfin.tracer.weave;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * What the advice of a renamed library uses of it. Whoever packs a library may leave out classes and
 * methods that its own code does not use: then such a copy must not get advice that calls them.
 */
final class ReferenceCheck {

    private final TypePool library;
    private final String root;
    private final List<String> missing = new ArrayList<>();

    private ReferenceCheck(TypePool library, String root) {
        this.library = library;
        this.root = root;
    }

    /**
     * The first class or method of the copy that its advice would miss; null when all are there.
     *
     * @param advice finds the advice, renamed
     * @param library finds the copy's classes
     */
    static String missing(Library copy, ClassFileLocator advice, TypePool library) {
        ReferenceCheck references = new ReferenceCheck(library, copy.root());
        for (Target target : copy.targets()) {
            if (library.describe(target.className()).isResolved()) {
                target.hooks().forEach(hook -> references.check(hook, advice));
            }
        }
        return references.missing.isEmpty() ? null : references.missing.get(0);
    }

    private void check(Target.Hook hook, ClassFileLocator advice) {
        try {
            byte[] classFile = advice.locate(hook.advice().getName()).resolve();
            OpenedClassReader.of(classFile).accept(new OfClass(), 0);
        } catch (IOException | RuntimeException unreadable) {
            missing.add("readable classes: " + unreadable);
        }
    }

    private void type(String className) {
        if (isOfTheLibrary(className) && !library.describe(className).isResolved()) {
            missing.add("class " + className);
        }
    }

    private void method(String owner, String name, String descriptor) {
        if (!isOfTheLibrary(owner)) {
            return;
        }
        TypePool.Resolution found = library.describe(owner);
        if (!found.isResolved()) {
            missing.add("class " + owner);
        } else if (!has(found.resolve(), name, descriptor)) {
            missing.add("method " + owner + "." + name + descriptor);
        }
    }

    private boolean isOfTheLibrary(String className) {
        return className.startsWith(root + ".");
    }

    private static boolean has(TypeDescription type, String name, String descriptor) {
        for (MethodDescription method : type.getDeclaredMethods()) {
            if (method.getInternalName().equals(name) && method.getDescriptor().equals(descriptor)) {
                return true;
            }
        }
        return Optional.ofNullable(type.getSuperClass())
                        .filter(above -> has(above.asErasure(), name, descriptor))
                        .isPresent()
                || type.getInterfaces().stream()
                        .map(TypeDefinition::asErasure)
                        .anyMatch(above -> has(above, name, descriptor));
    }

    private final class OfClass extends ClassVisitor {
        OfClass() {
            super(OpenedClassReader.ASM_API);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            types(descriptor);
            return new OfMethod();
        }

        private void types(String descriptor) {
            Type method = Type.getMethodType(descriptor);
            type(method.getReturnType().getClassName());
            for (Type argument : method.getArgumentTypes()) {
                type(argument.getClassName());
            }
        }
    }

    private final class OfMethod extends MethodVisitor {
        OfMethod() {
            super(OpenedClassReader.ASM_API);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            type(Type.getObjectType(type).getClassName());
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            method(owner.replace('/', '.'), name, descriptor);
        }
    }
}
