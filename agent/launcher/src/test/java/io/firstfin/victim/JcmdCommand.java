package io.firstfin.victim;

import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

/** What jcmd would ask of this JVM, asked from inside. */
final class JcmdCommand {

    private JcmdCommand() {}

    /** Returns the answer in one line. */
    static String jfrConfigure(String option) throws Exception {
        Object answer = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "jfrConfigure",
                        new Object[] {new String[] {option}},
                        new String[] {String[].class.getName()});
        return answer.toString().strip().replaceAll("\\R+", "; ");
    }
}
