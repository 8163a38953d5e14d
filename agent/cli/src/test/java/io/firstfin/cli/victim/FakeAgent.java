package io.firstfin.cli.victim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Answers the command line as the real agent does. What it records is always the recording that came in its jar. */
public final class FakeAgent {
    /** The name of the recording in the jar. */
    static final String RESOURCE = "/recorded.jfr";

    /** Read as the class loads, while the jar is there: the command line removes its copies. */
    private static final byte[] RECORDING = recording();

    private static boolean attached;
    private static boolean recording;

    private FakeAgent() {}

    public static void agentmain(String text, Instrumentation instrumentation) throws Exception {
        Map<String, String> request = new HashMap<>();
        for (String field : text.split(";")) {
            String[] pair = field.split("=", 2);
            request.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        boolean before = attached;
        boolean ok = carryOut(request);
        answer(
                instrumentation,
                "id=" + request.get("id")
                        + ";outcome=" + (ok ? "ok" : "failed")
                        + ";message=" + encode(ok ? "" : "there is no template \"firstfin\" here")
                        + ";state=" + (attached ? "attached" : "detached")
                        + ";version=9.9;woven=Socket%2CSocketChannel"
                        + ";libraries=OkHttp+4.12.0"
                        + ";leftAlone=OkHttp+3.14.9%3A+only+versions+4.+are+known;kernelSource=PROCFS"
                        + ";kernelSourceReason=" + encode("socket(AF_NETLINK) failed with EPERM (errno 1)")
                        + ";kernelDelayMillis=37"
                        + ";liveConnections=3;adopted=1;dropped=0;leftOutConnections=0;suppressedErrors=0;cpuMillis=12"
                        + ";tableBytes=1260000;tableBytesAtMost=67108864"
                        + ";tables=recent+closes%3D4100%2Copen+connections%3D3"
                        + ";weaveMillis=210;recording=" + recording + ";alreadyAttached=" + before);
    }

    private static boolean carryOut(Map<String, String> request) throws Exception {
        switch (request.get("command")) {
            case "attach" -> attached = true;
            case "detach" -> attached = false;
            case "record-start" -> {
                if (request.get("template").equals("firstfin")) {
                    return false;
                }
                attached = true;
                recording = true;
            }
            case "record-stop" -> {
                recording = false;
                attached &= !Boolean.parseBoolean(request.get("detach"));
                Files.write(Path.of(request.get("output")), RECORDING);
            }
            case "record-cancel" -> recording = false;
            default -> {}
        }
        return true;
    }

    private static void answer(Instrumentation instrumentation, String answer) throws Exception {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("jdk.internal.vm", Set.of(FakeAgent.class.getModule())),
                Set.of(),
                Map.of());
        Properties properties = (Properties) Class.forName("jdk.internal.vm.VMSupport")
                .getMethod("getAgentProperties")
                .invoke(null);
        properties.setProperty("io.firstfin.answer", answer);
    }

    private static byte[] recording() {
        try (InputStream resource = FakeAgent.class.getResourceAsStream(RESOURCE)) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
