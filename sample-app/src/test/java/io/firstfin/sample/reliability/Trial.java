package io.firstfin.sample.reliability;

import io.firstfin.sample.Jdk;
import io.firstfin.sample.Jdks;
import java.util.List;
import java.util.stream.Stream;

/** What is tried, in the order in which docs/reliability.md tells of it. */
enum Trial {
    ATTACH_UNDER_LOAD("attach and detach, again and again, under a server's load"),
    RECORD_UNDER_LOAD("record, again and again, under a server's load"),
    MANY_CONNECTIONS("very many connections, one after the other"),
    OPEN_SOCKETS("very many sockets open at once"),
    PAUSES("the longest pause of the application's threads while FirstFin comes"),
    KERNEL_SOURCES("kernel sources that refuse, lie, or take their time"),
    OTHER_AGENTS("other agents in the same JVM, before FirstFin and after it"),
    USER_RECORDINGS("recordings of the user that begin, are dumped and end around ours"),
    JVM_FLAGS("collectors, compilers, small stacks, archives"),
    DAMAGED_RECORDINGS("recordings with bytes changed by chance"),
    HOSTILE_NAMES("names of classes, threads and hosts that try to break the output"),
    HOSTILE_PLACES("planted links, attach sockets that lie, other users");

    private static final Integer ONLY = Integer.getInteger("reliability.jdk");

    private final String text;

    Trial(String text) {
        this.text = text;
    }

    /** Where it is tried: the long form on every JDK, or the one asked for; the short form on one in turn. */
    Stream<Jdk> jdks() {
        List<Jdk> all = Jdks.all();
        return ReliabilityDocument.LONG
                ? all.stream().filter(jdk -> ONLY == null || ONLY == jdk.feature())
                : Stream.of(all.get(ordinal() % all.size()));
    }

    /** As the document has it. */
    String text() {
        return text;
    }
}
