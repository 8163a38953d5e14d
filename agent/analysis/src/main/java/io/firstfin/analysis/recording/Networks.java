package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Network;
import io.firstfin.analysis.model.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The network namespaces of the JVMs read; JVMs in the same one share its ports and its time. */
final class Networks {

    private record Entry(Newest<KernelSettings> settings, CounterSeries counters, List<Chunk> chunks) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    void add(JvmFacts facts, List<ChunkedFile> files) {
        Entry entry = entries.computeIfAbsent(
                facts.network(), name -> new Entry(new Newest<>(), new CounterSeries(), new ArrayList<>()));
        entry.settings.offer(facts.settings());
        entry.counters.addAll(facts.counters());
        files.forEach(file -> entry.chunks.addAll(file.chunks()));
    }

    /** When any JVM of a namespace was recorded. */
    List<Window> windows(String network) {
        return Spans.windows(entries.get(network).chunks);
    }

    List<Network> all() {
        List<Network> all = new ArrayList<>();
        entries.forEach((name, entry) -> all.add(
                new Network(name, Spans.covered(entry.chunks), entry.settings.value(), entry.counters.counters())));
        return all;
    }
}
