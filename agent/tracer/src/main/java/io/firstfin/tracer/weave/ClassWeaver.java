package io.firstfin.tracer.weave;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Inlines a target's advice into the bytes of its class.
 *
 * <p>Byte Buddy's {@link Advice} is driven directly, without its type builder: no method is added,
 * removed or renamed here, and the builder alone costs more time in a cold JVM than all the rest.
 */
final class ClassWeaver {

    private final ClassFileLocator jdk = ClassFileLocator.ForClassLoader.ofBootLoader();
    private final ClassFileLocator ours = ClassFileLocator.ForClassLoader.of(ClassWeaver.class.getClassLoader());
    private final TypePool socketAdvice = TypePool.Default.of(new ClassFileLocator.Compound(ours, jdk));

    private final TypeDescription scopeEnd =
            socketAdvice.describe(ReasonEnd.class.getName()).resolve();

    /**
     * Returns the woven class file of a JDK's socket class.
     *
     * @param missing takes the hooks that met no method of this JDK's class
     */
    byte[] weave(Target target, byte[] original, List<Target.Hook> missing) {
        return weave(target, original, pool(target, original, ours, jdk), ours, null, missing);
    }

    /**
     * Returns the woven class file of a library's class.
     *
     * @param around finds what the class refers to
     * @param relocation how its packages were renamed; null where they were not
     * @param name what {@link LibraryName} stands for
     * @param missing takes the hooks that met no method of this class
     */
    byte[] weave(
            Target target,
            byte[] original,
            ClassFileLocator around,
            Relocation relocation,
            String name,
            List<Target.Hook> missing) {
        ClassFileLocator hooks = relocation == null ? ours : relocation.of(ours);
        TypePool pool = pool(target, original, hooks, around);
        return weave(target, original, pool, hooks, name, missing);
    }

    private static TypePool pool(Target target, byte[] original, ClassFileLocator hooks, ClassFileLocator around) {
        return TypePool.Default.of(
                new ClassFileLocator.Compound(ClassFileLocator.Simple.of(target.className(), original), hooks, around));
    }

    private byte[] weave(
            Target target,
            byte[] original,
            TypePool pool,
            ClassFileLocator hooks,
            String name,
            List<Target.Hook> missing) {
        TypeDescription type = pool.describe(target.className()).resolve();
        ClassReader reader = OpenedClassReader.of(original);
        int flags = 0;
        int readerFlags = 0;
        List<AsmVisitorWrapper> wrappers = new ArrayList<>();
        for (Target.Hook hook : target.hooks()) {
            if (!StructureCheck.has(type, hook)) {
                missing.add(hook);
                continue;
            }
            Advice advice = name == null ? advice(hook) : advice(hook, pool, hooks, name);
            AsmVisitorWrapper wrapper = advice.on(StructureCheck.matcher(hook));
            wrappers.add(wrapper);
            flags = wrapper.mergeWriter(flags);
            readerFlags = wrapper.mergeReader(readerFlags);
        }
        ClassWriter writer = new ClassWriter(reader, flags);
        ClassVisitor visitor = writer;
        Implementation.Context context = context(type, original);
        MethodList<?> methods = type.getDeclaredMethods();
        for (AsmVisitorWrapper wrapper : wrappers) {
            visitor = wrapper.wrap(type, visitor, context, pool, type.getDeclaredFields(), methods, flags, readerFlags);
        }
        reader.accept(visitor, readerFlags);
        return writer.toByteArray();
    }

    private Advice advice(Target.Hook hook) {
        return Advice.to(socketAdvice.describe(hook.advice().getName()).resolve(), ours);
    }

    /** Its signature may name types of the library: they are looked up where the library is. */
    private Advice advice(Target.Hook hook, TypePool pool, ClassFileLocator hooks, String name) {
        Advice.WithCustomMapping mapping = Advice.withCustomMapping().bind(LibraryName.class, name);
        if (hook.reason() != null) {
            mapping = mapping.bind(BeginReason.Text.class, hook.reason());
        }
        TypeDescription advice = pool.describe(hook.advice().getName()).resolve();
        return beginsScope(advice) ? mapping.to(advice, scopeEnd, hooks) : mapping.to(advice, hooks);
    }

    /** Its enter gives what only the end of a scope takes. */
    private static boolean beginsScope(TypeDescription advice) {
        return advice.getDeclaredMethods().stream().noneMatch(m -> isAnnotated(m, Advice.OnMethodExit.class))
                && advice.getDeclaredMethods().stream()
                        .anyMatch(m -> isAnnotated(m, Advice.OnMethodEnter.class)
                                && m.getReturnType().represents(Object.class));
    }

    private static boolean isAnnotated(MethodDescription method, Class<? extends Annotation> annotation) {
        return method.getDeclaredAnnotations().isAnnotationPresent(annotation);
    }

    private static Implementation.Context context(TypeDescription type, byte[] original) {
        ClassFileVersion version = ClassFileVersion.ofClassFile(original);
        return Implementation.Context.Disabled.Factory.INSTANCE.make(
                type,
                new AuxiliaryType.NamingStrategy.Enumerating("firstfin"),
                TypeInitializer.None.INSTANCE,
                version,
                version);
    }
}
