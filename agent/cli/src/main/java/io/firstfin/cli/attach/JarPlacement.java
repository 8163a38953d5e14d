package io.firstfin.cli.attach;

import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcessStatus;
import io.firstfin.cli.message.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Makes the jar visible to a JVM that may live in another file system.
 *
 * <p>The name in the other file system says the version and the content: a second attach finds the
 * first one's copy, and the JVM's class path, which every load appends to, does not grow.
 */
public final class JarPlacement {
    private final Path jar;
    private final String version;

    public JarPlacement(Path jar, String version) {
        this.jar = jar;
        this.version = version;
    }

    /** The path under which the JVM can open the jar; copies it there only if it must. */
    public String pathFor(JvmProcess jvm, ProcessStatus theirs) {
        try {
            Path real = jar.toRealPath();
            Path seen = jvm.root().resolve(real.toString().substring(1));
            if (Files.exists(seen)
                    && Files.isSameFile(seen, real)
                    && FileAccess.readable(real, theirs.uid(), theirs.gid())) {
                return real.toString();
            }
            return place(jvm.root(), theirs.uid());
        } catch (IOException e) {
            throw new Failure(
                    "cannot put " + jar.getFileName() + " into /tmp of process " + jvm.pid() + " (" + e.getMessage()
                            + "): mount a writable /tmp there, or run inside its container",
                    e);
        }
    }

    /** Copies the jar to {@code tmp} under a root, and returns its path as seen from that root. */
    String place(Path root, int uid) throws IOException {
        Path temp = root.resolve("tmp");
        if (Files.isSymbolicLink(temp)) {
            throw new IOException("/tmp is a symbolic link, which could lead anywhere");
        }
        byte[] content = Files.readAllBytes(jar);
        String name = "firstfin-" + version + "-" + sha256(content).substring(0, 12) + ".jar";
        Path target = temp.resolve(name);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            requireOurs(target, content, uid);
        } else {
            write(content, temp.resolve("." + name + "." + UUID.randomUUID()), target);
        }
        return "/tmp/" + name;
    }

    /** A world-writable folder: somebody else's file must never end up in a class path. */
    private static void requireOurs(Path target, byte[] content, int uid) throws IOException {
        int owner = FileAccess.owner(target);
        boolean trusted = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && (owner == 0 || owner == uid);
        if (!trusted || !MessageDigest.isEqual(Files.readAllBytes(target), content)) {
            throw new IOException("/tmp/" + target.getFileName() + " is there already but is not our copy; remove it");
        }
    }

    private static void write(byte[] content, Path partial, Path target) throws IOException {
        try {
            Files.createFile(partial);
            Files.write(partial, content);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
