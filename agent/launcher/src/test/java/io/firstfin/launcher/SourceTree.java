package io.firstfin.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules and packages of this repository, read from its poms and its Java files. */
final class SourceTree {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern TITLE = Pattern.compile("<name>[^:<]+: ([^<]+)</name>");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?io\\.firstfin\\.((?:[a-z]\\w*\\.)*)[A-Z]");
    private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)(\\*/|<p>)");

    /**
     * A line of the tree: a module, or a package in one.
     *
     * @param depth how many folders are above it
     * @param name of the folder
     * @param sentence what it is for
     */
    record Folder(int depth, String name, String sentence) {}

    /**
     * A package and the other packages of FirstFin that it imports; names begin below io.firstfin.
     *
     * @param byEntrances the imports of the classes that open the module to others
     * @param byOthers the imports of all its other classes
     */
    record Imports(String name, Set<String> byEntrances, Set<String> byOthers) {
        Set<String> all() {
            Set<String> all = new TreeSet<>(byEntrances);
            all.addAll(byOthers);
            return all;
        }
    }

    private final List<Folder> folders = new ArrayList<>();
    private final List<Imports> imports = new ArrayList<>();
    private final Set<String> entrances;

    /** @param entrances the simple names of the classes that open a module to others */
    SourceTree(Path root, Set<String> entrances) {
        this.entrances = entrances;
        modules(root).forEach(module -> addModule(module, 0));
    }

    List<Folder> folders() {
        return folders;
    }

    List<Imports> imports() {
        return imports;
    }

    private void addModule(Path module, int depth) {
        Path sources = module.resolve("src/main/java");
        List<Path> packages = Files.isDirectory(sources) ? packages(sources) : List.of();
        if (packages.isEmpty()) {
            String title = first(TITLE, read(module.resolve("pom.xml"))).group(1);
            String sentence = title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1) + ".";
            folders.add(new Folder(depth, module.getFileName().toString(), sentence));
        } else {
            addPackages(module, packages, depth);
        }
        modules(module).forEach(inner -> addModule(inner, depth + 1));
    }

    /** The package above all others of a module says what the module is for. */
    private void addPackages(Path module, List<Path> packages, int depth) {
        Path top = packages.get(0);
        for (Path directory : packages) {
            Path name = directory.equals(top) ? module.getFileName() : directory.getFileName();
            int below = directory.getNameCount() - top.getNameCount();
            folders.add(new Folder(depth + below, name.toString(), sentence(directory)));
            imports.add(imports(directory));
        }
    }

    private static String sentence(Path directory) {
        String text = first(JAVADOC, read(directory.resolve("package-info.java")))
                .group(1)
                .replaceAll("\n \\*", " ")
                .replaceAll("\\{@code ([^}]+)}", "$1")
                .replaceAll("\\{@link [^}]*?(\\w+)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private Imports imports(Path directory) {
        String name = first(PACKAGE, read(directory.resolve("package-info.java")))
                .group(1)
                .substring("io.firstfin.".length());
        Set<String> byEntrances = new TreeSet<>();
        Set<String> byOthers = new TreeSet<>();
        for (Path file : javaFiles(directory)) {
            String type = file.getFileName().toString().replace(".java", "");
            Set<String> found = entrances.contains(type) ? byEntrances : byOthers;
            IMPORT.matcher(read(file)).results().map(SourceTree::imported).forEach(found::add);
        }
        byOthers.remove(name);
        return new Imports(name, byEntrances, byOthers);
    }

    private static String imported(MatchResult line) {
        return line.group(1).substring(0, line.group(1).length() - 1);
    }

    private static List<Path> modules(Path parent) {
        return MODULE.matcher(read(parent.resolve("pom.xml")))
                .results()
                .map(module -> parent.resolve(module.group(1)))
                .toList();
    }

    /** All folders with Java files, each before those inside it. */
    private static List<Path> packages(Path sources) {
        try (Stream<Path> walk = Files.walk(sources)) {
            return walk.filter(Files::isDirectory)
                    .filter(directory -> !javaFiles(directory).isEmpty())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path directory) {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MatchResult first(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
