package io.firstfin.tracer.weave;

import io.firstfin.bootstrap.ReasonBridge;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.bytebuddy.asm.Advice;

/** The advice of a library's method that closes for one reason, whatever its arguments; see {@link ReasonEnd}. */
final class BeginReason {

    private BeginReason() {}

    /** On a parameter of an advice: the reason of the hook, as a constant of the woven class. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Text {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Text String reason) {
        return ReasonBridge.beginReason(reason);
    }
}
