package io.firstfin.analysis.engine;

import static io.firstfin.analysis.event.TestEvents.at;
import static io.firstfin.analysis.event.TestEvents.close;
import static io.firstfin.analysis.event.TestEvents.ends;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.event.ConnectEvent;
import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.input.Recordings;
import io.firstfin.analysis.input.TestRecording;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Libraries;
import io.firstfin.analysis.model.SiteShare;
import io.firstfin.verdict.FailureKind;
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
        assertThat(site.library()).isEqualTo("Apache HttpClient 5");
        assertThat(site.label())
                .startsWith(CallSitesTest.class.getName() + ".fetchPrice(")
                .endsWith(" through Apache HttpClient 5");
    }

    @Test
    void a_library_that_nobody_calls_acts_by_itself() throws Exception {
        CallSite site = siteOf(new Thread(PretendClient::connect));
        assertThat(site.label())
                .startsWith("org.apache.hc.client5.PretendClient.connect(")
                .endsWith(" of Apache HttpClient 5");
        assertThat(site.isApplication()).isFalse();
    }

    @Test
    void the_outermost_library_acts_where_no_application_does() {
        CallSite site = CallSites.find(CloseReasonsTest.stack(
                "java.net.Socket.close",
                "org.postgresql.core.PGStream.close",
                "com.zaxxer.hikari.pool.PoolBase.quietlyCloseConnection",
                "com.zaxxer.hikari.pool.HikariPool.lambda$closeConnection$1",
                "java.lang.Thread.run"));
        assertThat(site.label())
                .isEqualTo("com.zaxxer.hikari.pool.PoolBase.quietlyCloseConnection(PoolBase.java:1) of HikariCP");
    }

    @Test
    void a_framework_whose_threads_only_carry_out_what_others_decided_is_not_the_one_that_acts() {
        CallSite site = CallSites.find(CloseReasonsTest.stack(
                "sun.nio.ch.SocketChannelImpl.close",
                "io.netty.channel.nio.AbstractNioChannel.doClose",
                "io.lettuce.core.protocol.DefaultEndpoint.close",
                "io.netty.channel.nio.NioEventLoop.run"));
        assertThat(site.label())
                .isEqualTo("io.lettuce.core.protocol.DefaultEndpoint.close(DefaultEndpoint.java:1) of Lettuce");
    }

    @Test
    void a_client_of_the_jdk_is_a_library() {
        assertThat(CallSites.find(CloseReasonsTest.stack(
                                "sun.nio.ch.SocketChannelImpl.finishConnect",
                                "jdk.internal.net.http.PlainHttpConnection$ConnectEvent.handle",
                                "jdk.internal.net.http.HttpClientImpl$SelectorManager.run"))
                        .label())
                .isEqualTo("jdk.internal.net.http.PlainHttpConnection$ConnectEvent.handle(PlainHttpConnection.java:1)"
                        + " of java.net.http");
        assertThat(CallSites.find(CloseReasonsTest.stack(
                                "java.net.Socket.connect", "sun.net.www.http.HttpClient.openServer", "shop.Feed.fetch"))
                        .label())
                .isEqualTo("shop.Feed.fetch(Feed.java:1) through HttpURLConnection");
    }

    @Test
    void a_broker_is_no_application() {
        assertThat(CallSites.find(CloseReasonsTest.stack("kafka.network.Processor.close"))
                        .isApplication())
                .isFalse();
        assertThat(CallSites.find(CloseReasonsTest.stack("sun.nio.ch.SocketChannelImpl.finishConnect"))
                        .isApplication())
                .isFalse();
    }

    @Test
    void a_close_by_a_library_names_where_the_application_opened_the_connection() {
        StackTrace opened =
                CloseReasonsTest.stack("java.net.Socket.connect", "okhttp3.Call.execute", "shop.Feed.fetch");
        StackTrace evicted = CloseReasonsTest.stack("java.net.Socket.close", "okhttp3.ConnectionPool.cleanup");
        ConnectEvent connect =
                new ConnectEvent(at(1), "c-1", ends(40_000), false, "", FailureKind.NONE, false, "", "", opened);

        assertThat(RecordedEvents.model(connect, close(10, "c-1").at(evicted).event())
                        .sites()
                        .of(Act.CLOSE, group -> true))
                .extracting(share -> share.site().label())
                .containsExactly("okhttp3.ConnectionPool.cleanup(ConnectionPool.java:1) of OkHttp,"
                        + " opened in shop.Feed.fetch(Feed.java:1)");
    }

    @Test
    void what_another_thread_asked_for_is_named_by_the_code_that_asked() {
        StackTrace selector = CloseReasonsTest.stack(
                "sun.nio.ch.SocketChannelImpl.finishConnect",
                "jdk.internal.net.http.PlainHttpConnection.handle",
                "java.lang.Thread.run");
        StackTrace closed = CloseReasonsTest.stack("java.net.Socket.close", "shop.Feed.close");
        assertThat(openedBy(connect(selector, "shop.PriceClient.ask:23")))
                .containsExactly("shop.PriceClient.ask(PriceClient.java:23) through java.net.http");
        assertThat(openedBy(connect(selector, "")))
                .containsExactly("jdk.internal.net.http.PlainHttpConnection.handle(PlainHttpConnection.java:1)"
                        + " of java.net.http");
        assertThat(openedBy(connect(closed, "shop.PriceClient.ask:23")))
                .as("the application's own code on the stack says more")
                .containsExactly("shop.Feed.close(Feed.java:1)");
        assertThat(openedBy(connect(StackTrace.NONE, "shop.PriceClient.ask:23")))
                .as("without stacks, the sampled ones count")
                .containsExactly("no stack recorded");
    }

    private static ConnectEvent connect(StackTrace stack, String requestedBy) {
        return new ConnectEvent(at(1), "c-1", ends(40_000), false, "", FailureKind.NONE, false, "", requestedBy, stack);
    }

    private static List<String> openedBy(ConnectEvent event) {
        return RecordedEvents.model(event).sites().of(Act.CONNECT, group -> true).stream()
                .map(share -> share.site().label())
                .toList();
    }

    @Test
    void a_package_that_only_begins_like_a_library_is_an_application() {
        assertThat(Libraries.of("org.apache.hc.client5.http.Client"))
                .contains(new Libraries.Library("HTTP clients", "Apache HttpClient 5"));
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
