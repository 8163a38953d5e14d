package io.firstfin.sample;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Diagnostic commands for another JVM, without the half second it takes to start {@code jcmd}: the
 * JDK's attach API opens the other JVM's socket, and its protocol is five strings.
 */
public final class Jcmd {
    private Jcmd() {}

    public static String run(long pid, String command) throws Exception {
        VirtualMachine.attach(String.valueOf(pid)).detach();
        Path socket = Path.of("/tmp/.java_pid" + pid);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            String request = "1\0jcmd\0" + command + "\0\0\0";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            String answer = readAll(channel);
            if (!answer.startsWith("0\n")) {
                throw new IOException(command + ": " + answer);
            }
            return answer.substring(2);
        }
    }

    private static String readAll(SocketChannel channel) throws IOException {
        return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
}
