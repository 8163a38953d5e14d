package okhttp3;

import io.firstfin.tracer.site.CallSite;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** A class of a library. */
public final class Caller implements Callable<String> {

    public static String call(Supplier<String> act) {
        return act.get();
    }

    @Override
    public String call() {
        return CallSite.here();
    }
}
