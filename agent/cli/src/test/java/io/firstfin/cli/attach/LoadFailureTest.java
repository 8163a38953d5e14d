package io.firstfin.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class LoadFailureTest {
    @Test
    void every_answer_becomes_advice() {
        assertThat(line(0, "java.lang.module.FindException: Module java.instrument not found\n"))
                .isEqualTo("JVM 7 runs without the module java.instrument: use a runtime image"
                        + " that has it (jlink --add-modules java.instrument)");
        assertThat(line(-1, "Dynamic agent loading is not enabled. Use ...\n"))
                .isEqualTo("JVM 7 was started with -XX:-EnableDynamicAgentLoading: restart it without, or with"
                        + " -javaagent:firstfin.jar");
        assertThat(line(0, "return code: 100\n"))
                .isEqualTo("JVM 7 cannot open firstfin.jar as an"
                        + " agent: put the whole jar where the JVM's user can read it");
        assertThat(line(0, "return code: 102\n"))
                .isEqualTo("the agent failed to start in JVM 7: its stderr shows the exception");
        assertThat(line(0, "return code: 0\n")).startsWith("the agent in JVM 7 was loaded but" + " gave no answer");
        assertThat(line(5, "odd")).isEqualTo("JVM 7 did not load the agent: odd");
    }

    @Test
    void a_security_manager_is_named() {
        assertThat(under("")).startsWith("JVM 7 runs under a SecurityManager");
        assertThat(under("shop.Guard")).startsWith("JVM 7 runs under a SecurityManager");
        assertThat(under("allow")).startsWith("the agent in JVM 7 was loaded but gave no answer");
    }

    @Test
    void a_used_up_metaspace_is_named() {
        assertThat(LoadFailure.line(7, new HotSpotReply(0, "return code: 102\n"), new Properties(), true))
                .startsWith("JVM 7 has used up its metaspace")
                .endsWith("-XX:MaxMetaspaceSize");
    }

    @Test
    void what_the_jvm_itself_names_is_told_before_it() {
        HotSpotReply refused = new HotSpotReply(-1, "Dynamic agent loading is not enabled. Use ...\n");
        assertThat(LoadFailure.line(7, refused, new Properties(), true))
                .startsWith("JVM 7 was started with -XX:-EnableDynamicAgentLoading");
    }

    private static String under(String securityManager) {
        Properties properties = new Properties();
        properties.setProperty("java.security.manager", securityManager);
        return LoadFailure.line(7, new HotSpotReply(0, "return code: 0\n"), properties, false);
    }

    private static String line(int code, String text) {
        return LoadFailure.line(7, new HotSpotReply(code, text), new Properties(), false);
    }
}
