package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.KernelCounters;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The network namespaces of the JVMs read; JVMs in the same one share its ports and its time. */
final class Networks {

    private record Entry(Optional<KernelSettings> settings, KernelCounters counters,
            List<Chunk> chunks) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    void add(JvmFacts facts, List<ChunkedFile> files) {
        Entry entry = entries.computeIfAbsent(facts.network(), name ->
                new Entry(facts.settings(), facts.counters(), new ArrayList<>()));
        files.forEach(file -> entry.chunks.addAll(file.chunks()));
    }

    List<Network> all() {
        List<Network> all = new ArrayList<>();
        entries.forEach((name, entry) -> all.add(new Network(name,
                Spans.covered(entry.chunks), entry.settings, entry.counters)));
        return all;
    }
}
