package io.firstfin.sample;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;

/** Resolves artifacts as Maven does: by settings.xml, its mirrors and proxies, into a local repository. */
final class MavenResolver {
    private final ContextOverrides overrides;

    MavenResolver(ContextOverrides.Builder overrides) {
        this.overrides = overrides
                .withUserSettings(true)
                // a POM that is missing or wrong fails: else what it depends on would be left out without a word
                .artifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, false))
                .build();
    }

    /**
     * Resolves as the Maven that runs the tests. It hands over its settings in system properties, which pom.xml
     * lists; without them, in an IDE, the settings in the user's home are used.
     */
    static MavenResolver ofThisBuild() {
        ContextOverrides.Builder overrides = ContextOverrides.create();
        property("maven.home").map(Path::of).ifPresent(overrides::withMavenSystemHomeOverride);
        property("maven.global.settings").map(Path::of).ifPresent(overrides::withGlobalSettingsXmlOverride);
        property("maven.settings").map(Path::of).ifPresent(overrides::withUserSettingsXmlOverride);
        property("maven.repo.local").map(Path::of).ifPresent(overrides::withLocalRepositoryOverride);
        property("maven.offline").map(Boolean::valueOf).ifPresent(overrides::offline);
        return new MavenResolver(overrides);
    }

    /**
     * The jars of these artifacts and of all they need at run time, in the order of a class path.
     *
     * @param coordinates {@code group:artifact:version} or {@code group:artifact:jar:classifier:version} of each
     * @throws IOException when one cannot be had; its message is one line that says why, and what to do
     */
    List<Path> resolve(List<String> coordinates) throws IOException {
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides)) {
            try {
                return resolve(coordinates, context);
            } catch (DependencyResolutionException e) {
                String toDo = context.repositorySystemSession().isOffline()
                        ? "Run the tests once without Maven's --offline"
                        : "Check the version in libraries.txt, and mirrors and proxies in Maven's settings.xml";
                String why = causeOf(e).getMessage().replaceAll("\\s*\\R\\s*", " ");
                throw new IOException(
                        "Cannot fetch " + String.join(" ", coordinates) + ". " + toDo + ". Maven says: " + why, e);
            }
        }
    }

    /** The jars of these artifacts alone, in the same order, without what they need. */
    List<Path> resolveAlone(List<String> coordinates) throws IOException {
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides)) {
            List<ArtifactRequest> requests = coordinates.stream()
                    .map(each -> new ArtifactRequest(new DefaultArtifact(each), context.remoteRepositories(), null))
                    .toList();
            return context.repositorySystem().resolveArtifacts(context.repositorySystemSession(), requests).stream()
                    .map(result -> result.getArtifact().getFile().toPath())
                    .toList();
        } catch (ArtifactResolutionException e) {
            throw new IOException("Cannot fetch: " + causeOf(e).getMessage().replaceAll("\\s*\\R\\s*", " "), e);
        }
    }

    private static List<Path> resolve(List<String> coordinates, Context context) throws DependencyResolutionException {
        List<Dependency> dependencies = coordinates.stream()
                .map(each -> new Dependency(new DefaultArtifact(each), JavaScopes.COMPILE))
                .toList();
        CollectRequest graph = new CollectRequest(dependencies, List.of(), context.remoteRepositories());
        DependencyRequest jars =
                new DependencyRequest(graph, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
        return context
                .repositorySystem()
                .resolveDependencies(context.repositorySystemSession(), jars)
                .getArtifactResults()
                .stream()
                .map(result -> result.getArtifact().getFile().toPath())
                .toList();
    }

    private static Throwable causeOf(Throwable e) {
        return e.getCause() == null ? e : causeOf(e.getCause());
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty());
    }
}
