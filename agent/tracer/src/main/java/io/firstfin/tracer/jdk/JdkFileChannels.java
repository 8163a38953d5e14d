package io.firstfin.tracer.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.FileChannel;

/**
 * {@code sun.nio.ch.FileChannelImpl}, whose channels an interrupt closes for good. Needs {@code sun.nio.ch}
 * opened to this class's module.
 */
public final class JdkFileChannels {

    private JdkFileChannels() {}

    /** Has no interrupt close the channel any more, where the JDK lets us; returns it. */
    public static FileChannel uninterruptible(FileChannel channel) {
        try {
            MethodHandles.privateLookupIn(channel.getClass(), MethodHandles.lookup())
                    .findVirtual(channel.getClass(), "setUninterruptible", MethodType.methodType(void.class))
                    .bindTo(channel)
                    .invoke();
        } catch (Throwable anotherJdk) {
            return channel;
        }
        return channel;
    }
}
