package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.Joins;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Ports;
import io.firstfin.analysis.model.RecordedJvm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads files and folders into a model. */
public final class ModelReader {

    private final Groups groups = new Groups();
    private final Networks networks = new Networks();
    private final List<RecordedJvm> jvms = new ArrayList<>();
    private final List<Ports> allPorts = new ArrayList<>();
    private Happenings happenings;
    private boolean anyOfOurs;
    private long notJoined;
    private long duplicates;

    private ModelReader() {}

    /** @throws UnreadableRecordingException one line saying what is wrong and what to do */
    public static Model read(List<Path> filesOrFolders) throws UnreadableRecordingException {
        return new ModelReader().readAll(RecordingFiles.of(filesOrFolders));
    }

    private Model readAll(RecordingFiles recordings) throws UnreadableRecordingException {
        List<ChunkedFile> files = recordings.files();
        List<Chunk> chunks =
                files.stream().flatMap(file -> file.chunks().stream()).toList();
        happenings = new Happenings(Spans.windows(chunks));
        for (JvmFiles jvm : JvmFiles.group(files)) {
            read(jvm);
        }
        List<String> names = files.stream().map(file -> file.path().toString()).toList();
        if (!anyOfOurs) {
            throw UnreadableRecordingException.noneOfOurs(files);
        }
        return new Model(
                names,
                chunks.stream().map(Chunk::start).min(Instant::compareTo).orElseThrow(),
                Spans.covered(chunks),
                List.copyOf(jvms),
                networks.all(),
                groups.closeGroups(),
                groups.openGroups(),
                groups.bindFailures(),
                groups.allSites(),
                groups.peers().peers(),
                groups.stillOpen(),
                Ports.together(allPorts),
                happenings.timeline(groups.sources()),
                happenings.transitions(),
                new Joins(
                        groups.disagreements(),
                        duplicates,
                        notJoined + groups.notKept(),
                        recordings.unfinished(),
                        recordings.cut()),
                groups.workloads().build(networks::windows, groups.sources()));
    }

    private void read(JvmFiles jvm) throws UnreadableRecordingException {
        FirstReading first = FirstReading.of(jvm);
        JvmFacts facts = first.facts();
        Connections connections = first.connections();
        JvmPorts ports = first.ports();
        ports.endOfFirstReading();
        CountPass second = new CountPass(jvms.size(), facts, connections, first.sites(), groups, happenings, ports);
        for (ChunkedFile file : jvm.files()) {
            Events.forEach(file, second::read);
        }
        second.end();
        groups.stacks().addAll(first.sites().examples());
        anyOfOurs |= first.anyOfOurs();
        allPorts.add(ports.ports(jvms.size(), groups.sources()));
        notJoined += connections.notKept() + ports.notKept();
        duplicates += connections.duplicates();
        networks.add(facts, jvm.files());
        jvms.add(facts.recorded());
    }
}
