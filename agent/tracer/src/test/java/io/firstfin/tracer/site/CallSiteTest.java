package io.firstfin.tracer.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import shop.Till;

class CallSiteTest {

    @Test
    void is_the_first_frame_of_the_application_behind_library_and_jdk() {
        assertThat(Till.sell(() -> okhttp3.Caller.call(CallSite::here))).isEqualTo("shop.Till.sell:" + Till.LINE);
    }

    @Test
    void is_the_library_where_no_application_is_on_the_stack() throws Exception {
        Callable<String> task = new okhttp3.Caller();
        FutureTask<String> ours = new FutureTask<>(task);
        Thread thread = new Thread(ours);
        thread.start();

        assertThat(ours.get()).startsWith("okhttp3.Caller.call:");
    }

    @Test
    void is_of_the_jdk_where_it_acts_by_itself() throws Exception {
        FutureTask<String> ours = new FutureTask<>(CallSite::here);
        Thread thread = new Thread(ours);
        thread.start();

        assertThat(ours.get()).startsWith("java.util.concurrent.FutureTask.run:");
    }
}
