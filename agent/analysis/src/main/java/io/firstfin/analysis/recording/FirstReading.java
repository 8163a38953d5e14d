package io.firstfin.analysis.recording;

/** What the first reading of a JVM's files found: what must be known before its closes are told. */
record FirstReading(JvmFacts facts, Connections connections, CallSiteFinder sites, JvmPorts ports, boolean anyOfOurs) {

    static FirstReading of(JvmFiles jvm) throws UnreadableRecordingException {
        JvmFacts facts = new JvmFacts(jvm);
        Connections connections = new Connections(ConnectionTable.LIMIT);
        CallSiteFinder sites = new CallSiteFinder();
        JvmPorts ports = new JvmPorts(facts, connections, sites);
        StatePass pass = new StatePass(facts, connections, sites, ports);
        for (ChunkedFile file : jvm.files()) {
            Events.forEach(file, pass::read);
        }
        if (facts.isMixed()) {
            throw UnreadableRecordingException.mixed(jvm.files());
        }
        return new FirstReading(facts, connections, sites, ports, pass.anyOfOurs());
    }
}
