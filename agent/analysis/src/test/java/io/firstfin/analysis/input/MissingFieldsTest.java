package io.firstfin.analysis.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.render.html.HtmlReport;
import io.firstfin.analysis.render.json.JsonReport;
import io.firstfin.analysis.render.json.ReportSchema;
import io.firstfin.analysis.render.text.TextReport;
import io.firstfin.analysis.view.Report;
import io.firstfin.bootstrap.AcceptEvent;
import io.firstfin.bootstrap.AgentStatusEvent;
import io.firstfin.bootstrap.BindEvent;
import io.firstfin.bootstrap.CallSiteEvent;
import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.CloseWaitEvent;
import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.bootstrap.DescriptorExhaustionEvent;
import io.firstfin.bootstrap.FinWaitEvent;
import io.firstfin.bootstrap.HalfCloseEvent;
import io.firstfin.bootstrap.HttpExchangeEvent;
import io.firstfin.bootstrap.KernelCountersEvent;
import io.firstfin.bootstrap.KernelSettingsEvent;
import io.firstfin.bootstrap.KernelStateEvent;
import io.firstfin.bootstrap.PortBudgetEvent;
import io.firstfin.bootstrap.PortExhaustionEvent;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Timespan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each field of each event of ours, missing in turn, and the one after it of another type: there is a
 * report all the same.
 */
class MissingFieldsTest {

    private static final List<Class<? extends Event>> OURS = List.of(
            AcceptEvent.class,
            AgentStatusEvent.class,
            BindEvent.class,
            CallSiteEvent.class,
            CloseEvent.class,
            CloseWaitEvent.class,
            ConnectEvent.class,
            DescriptorExhaustionEvent.class,
            FinWaitEvent.class,
            HalfCloseEvent.class,
            HttpExchangeEvent.class,
            KernelCountersEvent.class,
            KernelSettingsEvent.class,
            KernelStateEvent.class,
            PortBudgetEvent.class,
            PortExhaustionEvent.class);

    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("connection", "c-1"), Map.entry("role", "CLIENT"),
            Map.entry("localAddress", "10.0.0.1"), Map.entry("remoteAddress", "10.0.0.7"),
            Map.entry("closedFirst", "LOCAL"), Map.entry("ending", "FIN"),
            Map.entry("proof", "SUPPOSED"), Map.entry("resetBy", "REMOTE"),
            Map.entry("timeWait", "LOCAL"), Map.entry("trigger", "CLOSE"),
            Map.entry("state", "TIME_WAIT"), Map.entry("act", "CLOSE"),
            Map.entry("failureKind", "PORTS_EXHAUSTED"), Map.entry("side", "CLIENT"),
            Map.entry("call", "BIND"), Map.entry("kernelState", "FIN_WAIT2"));

    @TempDir
    Path folder;

    @Test
    void whatever_is_missing_or_of_another_type_there_is_a_report() throws Exception {
        int most = OURS.stream().mapToInt(type -> fields(type).size()).max().orElse(0);
        assertThat(most).isGreaterThan(20);
        for (int odd = -1; odd < most; odd++) {
            try (OtherAgent agent = new OtherAgent()) {
                for (Class<? extends Event> type : OURS) {
                    agent.tells(type.getAnnotation(Name.class).value(), values(type, odd));
                }
                Report report = agent.report(folder.resolve("odd.jfr"));
                assertThat(report.model().closed()).isEqualTo(1);
                assertThat(ReportSchema.violations(JsonReport.render(report)))
                        .as("field " + odd)
                        .isEmpty();
                assertThat(TextReport.render(report)).doesNotContainPattern("(?<!\\d)-1(?!\\d)");
                assertThat(report.findings())
                        .allSatisfy(finding ->
                                assertThat(finding.evidence().toString()).doesNotContain("=-1"));
                assertThat(HtmlReport.render(report)).endsWith("</html>\n");
            }
        }
    }

    private static Map<String, Object> values(Class<?> type, int missing) {
        Map<String, Object> values = new LinkedHashMap<>();
        int place = 0;
        for (Field field : fields(type)) {
            if (place == missing + 1) {
                values.put(field.getName(), field.getType() == String.class ? 7 : "seven");
            } else if (place != missing) {
                values.put(field.getName(), value(field));
            }
            place++;
        }
        return values;
    }

    private static Object value(Field field) {
        if (field.isAnnotationPresent(Timespan.class)) {
            return Duration.ofSeconds(3);
        }
        Class<?> type = field.getType();
        return type == String.class
                ? VALUES.getOrDefault(field.getName(), "text")
                : type == boolean.class
                        ? (Object) true
                        : type == int.class ? (Object) 7 : type == long.class ? (Object) 7L : (Object) 7.0;
    }

    private static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> at = type; at != Event.class; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }
}
