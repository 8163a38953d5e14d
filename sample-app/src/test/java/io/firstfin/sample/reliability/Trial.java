package io.firstfin.sample.reliability;

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
    HOSTILE_PLACES("planted links, attach sockets that lie, other users"),
    INTERRUPTS("every thread of the JVM interrupted"),
    SMALL_MEMORY("JVMs without room for classes or for objects"),
    KILLED("either end killed in the middle of a recording");

    private final String text;

    Trial(String text) {
        this.text = text;
    }

    /** As the document has it. */
    String text() {
        return text;
    }
}
