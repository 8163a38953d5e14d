package io.firstfin.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * The stdout of a command. It remembers why a write failed, which {@link PrintStream} and {@link
 * java.io.PrintWriter} do not, and writes nothing more after that.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream stream;
    private IOException failure;

    private StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    static StandardOutput of(PrintStream stream) {
        return new StandardOutput(stream == System.out ? new FileOutputStream(FileDescriptor.out) : stream);
    }

    /** Why not all of the output was written. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failure == null) {
            try {
                stream.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @Override
    public void flush() {
        if (failure == null) {
            try {
                stream.flush();
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
