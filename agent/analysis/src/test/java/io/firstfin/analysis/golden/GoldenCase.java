package io.firstfin.analysis.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.firstfin.analysis.Analysis;
import io.firstfin.analysis.render.html.HtmlReport;
import io.firstfin.analysis.render.json.JsonReport;
import io.firstfin.analysis.render.text.ClosesFormat;
import io.firstfin.analysis.render.text.TextReport;
import io.firstfin.analysis.view.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * One case of the golden corpus: a recording, or a folder of them, and what is said of it. The recording stands
 * compressed as {@code NAME.jfr.gz}, or as files of that kind in the folder {@code NAME}; beside it stands what
 * was approved, as {@code NAME.approved.txt} for the report's text, {@code .json} for its JSON, and for some
 * {@code .closes.txt} and {@code .closes.csv} for the closes, one a line, and {@code .html} for the page.
 */
record GoldenCase(String name) {

    /** Where the corpus is, seen from this module's folder. */
    static final Path FOLDER = Path.of("src/test/resources/io/firstfin/analysis/golden");

    /** Where the recordings are unpacked to; a relative path, for reports name the files that they read. */
    private static final Path UNPACKED = Path.of("target/golden");

    private static final String PACKED = ".gz";
    private static final String RECORDING = ".jfr" + PACKED;

    /** Cases of which the closes are written, too. */
    private static final Set<String> WITH_CLOSES = Set.of(
            "call-sites",
            "endings",
            "exit",
            "hostile-texts",
            "newer-agent",
            "out-of-order",
            "overlapping-dumps",
            "sampled-call-sites",
            "two-jvms",
            "verdicts-settled");

    /** Cases of which the page is written, too. */
    private static final Set<String> WITH_PAGE =
            Set.of("endings", "gap", "hostile-texts", "ports-exhausted", "time-wait-owners");

    /** All cases, by name. */
    static List<GoldenCase> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(
                            file -> Files.isDirectory(file) || file.toString().endsWith(RECORDING))
                    .map(file -> file.getFileName().toString())
                    .map(file -> new GoldenCase(file.replace(RECORDING, "")))
                    .sorted((one, other) -> one.name.compareTo(other.name))
                    .toList();
        }
    }

    /** What the code says of the case now, by the ending of the file in which it is approved. */
    Map<String, String> said() throws Exception {
        List<Path> recording = List.of(unpack());
        Report report = Analysis.of(recording);
        Map<String, String> said = new LinkedHashMap<>();
        said.put("txt", TextReport.render(report));
        said.put("json", JsonReport.render(report));
        if (WITH_CLOSES.contains(name)) {
            said.put("closes.txt", closes(recording, ClosesFormat.TEXT));
            said.put("closes.csv", closes(recording, ClosesFormat.CSV));
        }
        if (WITH_PAGE.contains(name)) {
            said.put("html", withoutInlinedFiles(HtmlReport.render(report)));
        }
        return said;
    }

    /** The file in which something is approved. */
    Path approved(String ending) {
        return FOLDER.resolve(name + ".approved." + ending);
    }

    /** A file to hold against it. */
    Path now(String ending) {
        return UNPACKED.resolve(name + ".now." + ending);
    }

    @Override
    public String toString() {
        return name;
    }

    private Path unpack() throws IOException {
        Path folder = FOLDER.resolve(name);
        if (!Files.isDirectory(folder)) {
            return unpack(FOLDER.resolve(name + RECORDING));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                unpack(file);
            }
        }
        return UNPACKED.resolve(name);
    }

    private static Path unpack(Path packed) throws IOException {
        String relative = FOLDER.relativize(packed).toString();
        Path file = UNPACKED.resolve(relative.substring(0, relative.length() - PACKED.length()));
        Files.createDirectories(file.getParent());
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static String closes(List<Path> recording, ClosesFormat format) throws Exception {
        StringBuilder lines = new StringBuilder();
        Analysis.closes(recording, format, lines::append);
        return lines.toString();
    }

    /** The page without the style sheet, scripts and licences within it, which are files of their own. */
    private static String withoutInlinedFiles(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "<style></style>")
                .replaceAll("(?s)<script>.*?</script>", "<script></script>")
                .replaceAll("(?s)<pre tabindex=\"0\">.*?</pre>", "<pre></pre>")
                .replaceAll("sha256-[A-Za-z0-9+/=]+", "sha256-");
    }

    /** Whether a file of the corpus belongs to this case. */
    boolean owns(Path file) {
        String path = FOLDER.relativize(file).toString();
        return path.startsWith(name + ".approved.") || path.startsWith(name + "/") || path.equals(name + RECORDING);
    }

    /** The approved JSON. */
    String approvedJson() throws IOException {
        return Files.readString(approved("json"), UTF_8);
    }
}
