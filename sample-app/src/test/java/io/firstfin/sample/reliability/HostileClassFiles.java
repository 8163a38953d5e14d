package io.firstfin.sample.reliability;

import static net.bytebuddy.jar.asm.Opcodes.ACC_PRIVATE;
import static net.bytebuddy.jar.asm.Opcodes.ACC_PUBLIC;
import static net.bytebuddy.jar.asm.Opcodes.ACC_STATIC;
import static net.bytebuddy.jar.asm.Opcodes.ALOAD;
import static net.bytebuddy.jar.asm.Opcodes.ARETURN;
import static net.bytebuddy.jar.asm.Opcodes.ASTORE;
import static net.bytebuddy.jar.asm.Opcodes.CHECKCAST;
import static net.bytebuddy.jar.asm.Opcodes.DUP;
import static net.bytebuddy.jar.asm.Opcodes.INVOKEINTERFACE;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESPECIAL;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;
import static net.bytebuddy.jar.asm.Opcodes.INVOKEVIRTUAL;
import static net.bytebuddy.jar.asm.Opcodes.NEW;
import static net.bytebuddy.jar.asm.Opcodes.RETURN;
import static net.bytebuddy.jar.asm.Opcodes.V17;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Writes class files whose names no compiler would. */
final class HostileClassFiles {
    private static final String OBJECT = "java/lang/Object";
    private static final String SOCKET = "java/net/Socket";

    private HostileClassFiles() {}

    /**
     * A {@code Function} that connects to the address it is given, and a {@code Consumer} that closes what
     * it is given, in a method of such a name.
     */
    static byte[] client(String name, String method) {
        ClassWriter writer = begin(name, "java/util/function/Function", "java/util/function/Consumer");

        MethodVisitor apply =
                writer.visitMethod(ACC_PUBLIC, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", null, null);
        apply.visitCode();
        apply.visitTypeInsn(NEW, SOCKET);
        apply.visitInsn(DUP);
        apply.visitMethodInsn(INVOKESPECIAL, SOCKET, "<init>", "()V", false);
        apply.visitVarInsn(ASTORE, 2);
        apply.visitVarInsn(ALOAD, 2);
        apply.visitVarInsn(ALOAD, 1);
        apply.visitTypeInsn(CHECKCAST, "java/net/SocketAddress");
        apply.visitMethodInsn(INVOKEVIRTUAL, SOCKET, "connect", "(Ljava/net/SocketAddress;)V", false);
        apply.visitVarInsn(ALOAD, 2);
        apply.visitInsn(ARETURN);
        apply.visitMaxs(2, 3);
        apply.visitEnd();

        MethodVisitor accept = writer.visitMethod(ACC_PUBLIC, "accept", "(Ljava/lang/Object;)V", null, null);
        accept.visitCode();
        accept.visitVarInsn(ALOAD, 1);
        accept.visitMethodInsn(INVOKESTATIC, name, method, "(Ljava/lang/Object;)V", false);
        accept.visitInsn(RETURN);
        accept.visitMaxs(1, 2);
        accept.visitEnd();

        MethodVisitor close = writer.visitMethod(ACC_PRIVATE | ACC_STATIC, method, "(Ljava/lang/Object;)V", null, null);
        close.visitCode();
        close.visitVarInsn(ALOAD, 0);
        close.visitTypeInsn(CHECKCAST, "java/io/Closeable");
        close.visitMethodInsn(INVOKEINTERFACE, "java/io/Closeable", "close", "()V", true);
        close.visitInsn(RETURN);
        close.visitMaxs(1, 1);
        close.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A main class that only calls another one's. */
    static byte[] main(String name, String called) {
        ClassWriter writer = begin(name);
        MethodVisitor main = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "main", "([Ljava/lang/String;)V", null, null);
        main.visitCode();
        main.visitVarInsn(ALOAD, 0);
        main.visitMethodInsn(INVOKESTATIC, called, "main", "([Ljava/lang/String;)V", false);
        main.visitInsn(RETURN);
        main.visitMaxs(1, 1);
        main.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static ClassWriter begin(String name, String... interfaces) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(V17, ACC_PUBLIC, name, null, OBJECT, interfaces);
        MethodVisitor init = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
        init.visitCode();
        init.visitVarInsn(ALOAD, 0);
        init.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        init.visitInsn(RETURN);
        init.visitMaxs(1, 1);
        init.visitEnd();
        return writer;
    }
}
