package org.omsgateway.benchmarks.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What goes wrong around the gateway. */
final class Chaos {
    /** One thing that goes wrong, and for how long. */
    enum Fault {
        SERVER_KILLED(1, 1),
        RELAY_PROXY_KILLED(1, 1),
        // The gateway goes on with what it knows of the relay proxy's name.
        NAMES_GONE(2, 0),
        NETWORK_BAD(3, 0),
        SETTINGS_CHANGED(2, 0),
        STORM(1, 0),
        FLOOD_OF_REFUSALS(1, 0),
        LOG_NOT_READ(2, 0);

        final Duration length;
        /** How long uploads may still fail afterwards; zero if they must not fail at all. */
        final Duration tail;

        Fault(int seconds, int tailSeconds) {
            this.length = Duration.ofSeconds(seconds);
            this.tail = Duration.ofSeconds(tailSeconds);
        }

        /** Whether something on the way of uploads is gone meanwhile. */
        boolean isGrave() {
            return !tail.isZero();
        }
    }

    private static final int STORM = 200;
    private static final int FLOOD = 500;
    private static final byte[] FORBIDDEN =
            "CONNECT paste.example:443 HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final KillableServer server;
    private final KillableServer relay;
    private final GatewayUnderSoak gateway;
    private final InetSocketAddress address;
    private final Path hosts;
    private final String hostsText;
    private final List<String> settings;
    private int changes;

    /**
     * @param address the gateway's
     * @param hosts the machine's file of names
     * @param settings texts of the settings, which take turns
     */
    Chaos(KillableServer server, KillableServer relay, GatewayUnderSoak gateway, InetSocketAddress address, Path hosts,
            List<String> settings) throws IOException {
        this.server = server;
        this.relay = relay;
        this.gateway = gateway;
        this.address = address;
        this.hosts = hosts;
        this.hostsText = Files.readString(hosts);
        this.settings = settings;
    }

    /** Whether this machine lets the network be bad: it needs root, and the kernel's module. */
    static boolean canSpoilNetwork() throws IOException, InterruptedException {
        boolean spoilt = spoilNetwork();
        mendNetwork();
        return spoilt;
    }

    void begin(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case SERVER_KILLED -> server.kill();
            case RELAY_PROXY_KILLED -> relay.kill();
            // Not replaced by another file: the system has mounted this one.
            case NAMES_GONE -> Files.writeString(hosts, "127.0.0.1 localhost\n");
            case NETWORK_BAD -> spoilNetwork();
            case SETTINGS_CHANGED -> gateway.apply(settings.get(++changes % settings.size()));
            case STORM -> storm();
            case FLOOD_OF_REFUSALS -> flood();
            case LOG_NOT_READ -> gateway.readLog(false);
        }
    }

    void end(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case SERVER_KILLED -> server.start();
            case RELAY_PROXY_KILLED -> relay.start();
            case NAMES_GONE -> Files.writeString(hosts, hostsText);
            case NETWORK_BAD -> mendNetwork();
            case LOG_NOT_READ -> gateway.readLog(true);
            default -> { }
        }
    }

    /** Many clients connect at once, and go without a word, as after an outage. */
    private void storm() throws IOException {
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < STORM; i++) {
                clients.add(new Socket(address.getAddress(), address.getPort()));
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private void flood() throws IOException {
        for (int i = 0; i < FLOOD; i++) {
            try (Socket client = new Socket(address.getAddress(), address.getPort())) {
                client.getOutputStream().write(FORBIDDEN);
                String answer = new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                if (!answer.equals("HTTP/1.1 403")) {
                    throw new IOException("A forbidden host is answered " + answer);
                }
            }
        }
    }

    private static boolean spoilNetwork() throws IOException, InterruptedException {
        return tc("replace", "netem", "delay", "10ms", "5ms", "loss", "1%", "duplicate", "1%", "reorder", "2%");
    }

    private static void mendNetwork() throws IOException, InterruptedException {
        tc("delete");
    }

    private static boolean tc(String verb, String... discipline) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tc", "qdisc", verb, "dev", "lo", "root"));
        command.addAll(List.of(discipline));
        Process tc = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return tc.waitFor(1, TimeUnit.MINUTES) && tc.exitValue() == 0;
    }
}
