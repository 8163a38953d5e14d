package io.firstfin.cli.attach;

import java.util.Properties;

/** Explains why HotSpot did not load the agent. */
final class LoadFailure {
    /** The codes of the JDK's instrument library (InvocationAdapter.c). */
    private static final int NO_JAR = 100;

    private static final int NO_AGENT_CLASS = 101;
    private static final int AGENT_THREW = 102;

    private LoadFailure() {}

    /**
     * @param properties the JVM's own
     * @param noMetaspace whether it has none left: since JDK 18 the JDK itself makes classes to call an
     *     agent's entry (JEP 416)
     */
    static String line(long pid, HotSpotReply reply, Properties properties, boolean noMetaspace) {
        if (securityManager(properties.getProperty("java.security.manager"))) {
            return "JVM " + pid + " runs under a SecurityManager (-Djava.security.manager), which forbids what an agent"
                    + " has to do: restart it without, or grant java.security.AllPermission to firstfin.jar in its"
                    + " policy";
        }
        if (reply.text().contains("java.instrument")) {
            return AttachChecks.missing(pid, "java.instrument");
        }
        if (reply.text().contains("Dynamic agent loading is not enabled")) {
            return "JVM " + pid + " was started with -XX:-EnableDynamicAgentLoading: restart it without, or with"
                    + " -javaagent:firstfin.jar";
        }
        if (noMetaspace) {
            return "JVM " + pid + " has used up its metaspace, and its JDK takes some to let a command in: try again"
                    + " once it has some, or restart it with a larger -XX:MaxMetaspaceSize";
        }
        return switch (reply.agentCode()) {
            case 0 ->
                "the agent in JVM " + pid + " was loaded but gave no answer: its stderr may say why; if an older"
                        + " FirstFin is loaded there, restart that JVM or use the version it has";
            case NO_JAR, NO_AGENT_CLASS ->
                "JVM " + pid + " cannot open firstfin.jar as an agent: put the whole jar where the JVM's user can read"
                        + " it";
            case AGENT_THREW -> "the agent failed to start in JVM " + pid + ": its stderr shows the exception";
            default -> "JVM " + pid + " did not load the agent: " + reply.firstLine();
        };
    }

    /** The words allow and disallow only tell whether one may be set later. */
    private static boolean securityManager(String property) {
        return property != null && !property.equals("allow") && !property.equals("disallow");
    }
}
