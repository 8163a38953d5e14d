package io.firstfin.kernel.syscall;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * {@code java.lang.foreign.Linker}, reached through method handles so that this compiles on JDK 17.
 *
 * <p>{@code downcallHandle} is restricted and caller-sensitive: the JVM judges, and from JDK 24 on
 * warns about, the class of the lookup that found it. So that one method is found through the
 * caller's lookup, and everything else through the public one.
 */
final class ForeignLinker implements NativeMemory.Addresses {
    private static final Lookup PUBLIC = MethodHandles.publicLookup();

    private final Class<?> memoryLayout = foreign("MemoryLayout");
    private final Class<?> descriptor = foreign("FunctionDescriptor");
    private final Class<?> memorySegment = foreign("MemorySegment");
    private final Class<?> option = foreign("Linker$Option");
    private final Object linker;
    private final Object symbols;
    private final MethodHandle findSymbol;
    private final MethodHandle downcallHandle;
    private final MethodHandle segmentOfBuffer;
    private final MethodHandle segmentAddress;

    ForeignLinker(Lookup restricted) throws Throwable {
        Class<?> linkerType = foreign("Linker");
        Class<?> symbolLookup = foreign("SymbolLookup");
        Class<?> options = option.arrayType();
        linker = PUBLIC.findStatic(linkerType, "nativeLinker", methodType(linkerType))
                .invoke();
        symbols = PUBLIC.findVirtual(linkerType, "defaultLookup", methodType(symbolLookup))
                .invoke(linker);
        findSymbol = PUBLIC.findVirtual(symbolLookup, "find", methodType(Optional.class, String.class));
        downcallHandle = restricted
                .findVirtual(
                        linkerType,
                        "downcallHandle",
                        methodType(MethodHandle.class, memorySegment, descriptor, options))
                .asFixedArity();
        segmentOfBuffer = PUBLIC.findStatic(memorySegment, "ofBuffer", methodType(memorySegment, Buffer.class));
        segmentAddress = PUBLIC.findVirtual(memorySegment, "address", methodType(long.class));
    }

    /** The libc function of that name. */
    MethodHandle plain(String function, MethodType type) throws Throwable {
        return link(function, type, Array.newInstance(option, 0));
    }

    /** The same, taking as its first argument the memory that receives errno. */
    MethodHandle withErrno(String function, MethodType type) throws Throwable {
        return link(function, type, options(captureErrno()));
    }

    /** The same for a C function with {@code ...} in its prototype: some ABIs pass those apart. */
    MethodHandle variadicWithErrno(String function, MethodType type, int firstVariadic) throws Throwable {
        Object variadic = PUBLIC.findStatic(option, "firstVariadicArg", methodType(option, int.class))
                .invoke(firstVariadic);
        return link(function, type, options(captureErrno(), variadic));
    }

    @Override
    public long of(ByteBuffer direct) {
        try {
            return (long) segmentAddress.invoke(segmentOfBuffer.invoke((Buffer) direct));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object errnoCell(ByteBuffer direct) {
        try {
            return (Object) segmentOfBuffer.invoke((Buffer) direct);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private MethodHandle link(String function, MethodType type, Object options) throws Throwable {
        Optional<?> symbol = (Optional<?>) findSymbol.invoke(symbols, function);
        MethodHandle handle = (MethodHandle) downcallHandle.invoke(
                linker, symbol.orElseThrow(() -> new NoSuchElementException(function)), descriptorOf(type), options);
        // MemorySegment has no name at compile time: callers pass the cell as Object
        return handle.asType(handle.type().changeParameterType(0, erased(handle.type())));
    }

    private static Class<?> erased(MethodType type) {
        Class<?> first = type.parameterType(0);
        return first.isPrimitive() ? first : Object.class;
    }

    private Object captureErrno() throws Throwable {
        return PUBLIC.findStatic(option, "captureCallState", methodType(option, String[].class))
                .asFixedArity()
                .invoke(new String[] {"errno"});
    }

    private Object options(Object... values) {
        Object array = Array.newInstance(option, values.length);
        for (int i = 0; i < values.length; i++) {
            Array.set(array, i, values[i]);
        }
        return array;
    }

    private Object descriptorOf(MethodType type) throws Throwable {
        Object arguments = Array.newInstance(memoryLayout, type.parameterCount());
        for (int i = 0; i < type.parameterCount(); i++) {
            Array.set(arguments, i, layoutOf(type.parameterType(i)));
        }
        return PUBLIC.findStatic(descriptor, "of", methodType(descriptor, memoryLayout, memoryLayout.arrayType()))
                .asFixedArity()
                .invoke(layoutOf(type.returnType()), arguments);
    }

    private static Object layoutOf(Class<?> primitive) throws ReflectiveOperationException {
        String constant = primitive == int.class ? "JAVA_INT" : "JAVA_LONG";
        return foreign("ValueLayout").getField(constant).get(null);
    }

    private static Class<?> foreign(String simpleName) {
        try {
            return Class.forName("java.lang.foreign." + simpleName);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
