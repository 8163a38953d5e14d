package io.firstfin.sample;

import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * UNIX-domain channels are SocketChannels too, and datagram sockets share the same code of the
 * JDK, but neither has a FIN. FirstFin leaves them alone and tells nothing.
 */
public final class S19NoTcp implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S19NoTcp(), args);
    }

    @Override
    public String title() {
        return "UNIX-domain and datagram sockets are left alone";
    }

    @Override
    public List<String> variants() {
        return List.of("unix", "datagram");
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        stage.expect("Nothing", "");
        if (stage.variant().equals("unix")) {
            unixDomain();
        } else {
            datagram();
        }
    }

    private static void unixDomain() throws IOException {
        Path file = Files.createTempDirectory("firstfin").resolve("socket");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(address);
            try (SocketChannel client = SocketChannel.open(address);
                    SocketChannel server = listener.accept()) {
                client.write(ByteBuffer.wrap(new byte[1]));
                server.read(ByteBuffer.allocate(1));
                server.shutdownOutput();
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(file.getParent());
        }
    }

    private static void datagram() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket receiver = new DatagramSocket(0, loopback);
                DatagramSocket sender = new DatagramSocket()) {
            sender.connect(receiver.getLocalSocketAddress());
            sender.send(new DatagramPacket(new byte[1], 1));
            receiver.receive(new DatagramPacket(new byte[1], 1));
        }
    }
}
