package org.omsgateway;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.RawClient;

/**
 * A gateway, clients of it, and the only name server of their network, which at first answers for two names and later
 * keeps silent; run by {@link NameServerTest} in a private network.
 */
final class SilentNameServer {
    private static final int HEADER = 12;
    private static final Map<String, String> ADDRESSES =
            Map.of("recent.example", "192.0.2.9", "metadata.example", "169.254.169.254");

    private final DatagramSocket socket = new DatagramSocket(53, InetAddress.getLoopbackAddress());
    private final Set<String> askedInVain = ConcurrentHashMap.newKeySet();
    private volatile boolean isSilent;

    private SilentNameServer() throws IOException {
        Thread thread = new Thread(this::serve, "name server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Prints what the gateway responds to clients, and then the gateway's log. */
    public static void main(String[] arguments) throws Exception {
        SilentNameServer names = new SilentNameServer();
        Path folder = Files.createTempDirectory("name-server");
        Path settings = Files.writeString(folder.resolve("gateway.properties"),
                "ListenAddress=127.0.0.1\nAllowedHosts=*.wild.example,recent.example,local.example,metadata.example\n");
        try (Program gateway = Program.start(folder, ProcessHandle.current().info().command().orElseThrow(),
                "-cp", System.getProperty("java.class.path"),
                GatewayCommand.class.getName(), "--config", settings.toString(), "run");
                ServerSocket server = new ServerSocket(443)) {
            gateway.awaitOutput("Service has started");
            System.out.println("metadata.example: " + request("metadata.example").readHead());
            System.out.println("recent.example: " + request("recent.example").readHead());
            names.isSilent = true;
            List<RawClient> flood = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                flood.add(request("x" + i + ".wild.example"));
            }
            Await.until("look-ups that hang", () -> names.askedInVain.size() >= 8);
            System.out.println("local.example, while look-ups hang: " + request("local.example").readHead());
            System.out.println("recent.example, while look-ups hang: " + request("recent.example").readHead());
            System.out.println(gateway.output());
            System.exit(server.isBound() && flood.size() == 100 ? 0 : 1);
        }
    }

    private static RawClient request(String host) throws IOException {
        return new RawClient(new InetSocketAddress("127.0.0.1", 8080))
                .send("CONNECT " + host + ":443 HTTP/1.1\r\n\r\n");
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (true) {
            DatagramPacket query = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(query);
                ByteBuffer message = ByteBuffer.wrap(buffer, 0, query.getLength());
                String name = name(message.position(HEADER));
                if (isSilent) {
                    askedInVain.add(name);
                } else {
                    byte[] response = response(buffer, message.position() + 4, message.getShort(), name);
                    socket.send(new DatagramPacket(response, response.length, query.getSocketAddress()));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Reads the name of a question (RFC 1035, section 4.1.2). */
    private static String name(ByteBuffer message) {
        List<String> labels = new ArrayList<>();
        for (int length = message.get(); length > 0; length = message.get()) {
            byte[] label = new byte[length];
            message.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII));
        }
        return String.join(".", labels);
    }

    /** The query up to {@code end} as a response: with an address, where one of type A is wanted and known. */
    private static byte[] response(byte[] query, int end, int type, String name) throws IOException {
        boolean hasAddress = type == 1 && ADDRESSES.containsKey(name);
        ByteBuffer response = ByteBuffer.allocate(512).put(query, 0, end);
        response.putShort(2, (short) 0x8180).putShort(6, (short) (hasAddress ? 1 : 0)).putInt(8, 0);
        if (hasAddress) {
            // A pointer to the name in the question, type A, class IN, no time to live, four bytes.
            response.putShort((short) 0xC00C).putShort((short) 1).putShort((short) 1).putInt(0).putShort((short) 4)
                    .put(InetAddress.getByName(ADDRESSES.get(name)).getAddress());
        }
        return Arrays.copyOf(response.array(), response.position());
    }
}
