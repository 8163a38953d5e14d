package io.firstfin.analysis.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What an engine knows, as bytes: a number that says what they are, a version, and the state itself in
 * Java's serialized form, compressed. Equal versions understand each other, and no others.
 */
final class EngineState implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MAGIC = 0x46464553; // FFES
    private static final int VERSION = 4;

    /** Only what a state is made of may be in it. */
    private static final ObjectInputFilter OURS = ObjectInputFilter.Config.createFilter(
            "io.firstfin.analysis.**;io.firstfin.verdict.*;java.util.*;java.time.*;java.lang.*;maxdepth=64;!*");

    final TreeMap<String, JvmState> jvms = new TreeMap<>();
    final TreeSet<String> cut = new TreeSet<>();
    int unfinished;

    void write(OutputStream out) throws IOException {
        DataOutputStream head = new DataOutputStream(out);
        head.writeInt(MAGIC);
        head.writeInt(VERSION);
        GZIPOutputStream zipped = new GZIPOutputStream(out);
        ObjectOutputStream objects = new ObjectOutputStream(zipped);
        objects.writeObject(this);
        objects.flush();
        zipped.finish();
    }

    /** @throws IOException one line saying what is wrong and what to do */
    static EngineState read(InputStream in) throws IOException {
        DataInputStream head = new DataInputStream(in);
        if (head.readInt() != MAGIC) {
            throw new IOException("this is no state of a FirstFin analysis");
        }
        int version = head.readInt();
        if (version != VERSION) {
            throw new IOException("this state has version " + version + ", and version " + VERSION
                    + " is needed: write it again with this FirstFin, from the recordings");
        }
        try (ObjectInputStream objects = new ObjectInputStream(new GZIPInputStream(in))) {
            objects.setObjectInputFilter(OURS);
            return (EngineState) objects.readObject();
        } catch (ClassNotFoundException | ClassCastException | InvalidClassException | IllegalArgumentException e) {
            throw new IOException("this state is damaged (" + e.getMessage() + "): write it again", e);
        }
    }
}
