package io.firstfin.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.input.Recordings;
import io.firstfin.analysis.input.TestRecording;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Libraries;
import io.firstfin.analysis.model.SiteShare;
import java.nio.file.Path;
import java.util.List;
import org.apache.hc.client5.PretendClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallSitesTest {

    @TempDir
    Path folder;

    @Test
    void the_application_is_who_calls_a_library_and_the_library_is_told_too() throws Exception {
        CallSite site = siteOf(new Thread(CallSitesTest::fetchPrice));
        assertThat(site.method()).isEqualTo("fetchPrice");
        assertThat(site.library()).isEqualTo("org.apache.hc.client5");
        assertThat(site.label())
                .startsWith(CallSitesTest.class.getName() + ".fetchPrice(")
                .endsWith(" through org.apache.hc.client5");
    }

    @Test
    void a_library_that_nobody_calls_acts_by_itself() throws Exception {
        CallSite site = siteOf(new Thread(PretendClient::connect));
        assertThat(site.label())
                .startsWith("org.apache.hc.client5.PretendClient.connect(")
                .doesNotContain("through");
    }

    @Test
    void a_package_that_only_begins_like_a_library_is_an_application() {
        assertThat(Libraries.of("org.apache.hc.client5.http.Client")).contains("org.apache.hc.client5");
        assertThat(Libraries.of("org.springframework.samples.petclinic.Owners")).isEmpty();
        assertThat(Libraries.of("scalable.shop.Orders")).isEmpty();
        assertThat(Libraries.of("okhttp3")).isEmpty();
    }

    private static void fetchPrice() {
        PretendClient.connect();
    }

    private CallSite siteOf(Thread thread) throws Exception {
        try (TestRecording recording = new TestRecording()) {
            thread.start();
            thread.join();
            Path file = recording.dump(folder.resolve("test.jfr"));
            return Recordings.read(List.of(file)).sites().of(Act.CONNECT, group -> true).stream()
                    .map(SiteShare::site)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
