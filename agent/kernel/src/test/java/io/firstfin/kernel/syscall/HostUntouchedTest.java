package io.firstfin.kernel.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.kernel.Restricted;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class HostUntouchedTest {
    @Test
    void opening_and_closing_leaves_properties_threads_and_context_loader_as_they_were() throws InterruptedException {
        Properties before = (Properties) System.getProperties().clone();
        ClassLoader context = Thread.currentThread().getContextClassLoader();

        SystemCalls calls = NativeAccess.open(Restricted.lookup());
        Assumptions.assumeTrue(calls != null, "this machine or JVM allows no native call");
        assertThat(System.getProperties()).isEqualTo(before);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(context);
        calls.close();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getClass().getName().startsWith("com.sun.jna")) {
                thread.join(5_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    void a_second_open_after_the_last_close_works() {
        for (int i = 0; i < 2; i++) {
            SystemCalls calls = NativeAccess.open(Restricted.lookup());
            Assumptions.assumeTrue(calls != null, "this machine or JVM allows no native call");
            assertThat(calls.close(-1)).isEqualTo(-Errno.EBADF);
            assertThat(calls.getsockopt(-1, 1, 57, calls.allocate(8), 8)).isEqualTo(-Errno.EBADF);
            calls.close();
        }
    }
}
