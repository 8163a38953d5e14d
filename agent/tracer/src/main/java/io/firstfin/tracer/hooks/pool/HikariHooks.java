package io.firstfin.tracer.hooks.pool;

import io.firstfin.bootstrap.ReasonBridge;
import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.Target;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * HikariCP. It decides on one thread and closes on another, whose stack shows nothing of the decision; but it hands the
 * reason over in words.
 */
public final class HikariHooks {

    public static final Library LIBRARY = Library.of(
            "HikariCP",
            new Library.Home("com.zaxxer.hikari.pool.PoolBase", "com.zaxxer", "HikariCP"),
            List.of("3.", "4.", "5.", "6.", "7."),
            Target.of("com.zaxxer.hikari.pool.PoolBase")
                    .hookNamed("quietlyCloseConnection", Closes.class, "java.sql.Connection", "java.lang.String"));

    private HikariHooks() {}

    static final class Closes {
        @Advice.OnMethodEnter(suppress = Throwable.class)
        static Object enter(@Advice.Argument(1) String words) {
            return ReasonBridge.beginReasonInWords(words);
        }
    }
}
