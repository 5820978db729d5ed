package org.omsgateway.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.omsgateway.WholeGateway;
import org.omsgateway.agent.TestAgent;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.eventlog.FaultyEventLog;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.faults.Cell.Fault;
import org.omsgateway.faults.Cell.Stage;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.testing.Await;
import org.omsgateway.testing.RawClient;

/** A gateway and all its peers, with a tunnel beside the one that the fault is about. */
final class Site implements AutoCloseable {
    static final String DOMAIN = ".ods.example";
    private static final String AGENT_HOST = "5f5c0b0e-2c4e-4f0f-9d6b-1a2b3c4d5e6f.ods.opinsights.azure.com";
    private static final int FIRST_PORT = 10_000;
    private static final Path TCP = Path.of("/proc/net/tcp");
    private static final Path TCP6 = Path.of("/proc/net/tcp6");
    private static final String LONG = "2m";

    final Cell cell;
    final FarEnd farEnd;
    final WholeGateway gateway;
    private final int number;
    private final NameServer names;
    private final FaultyEventLog eventLog = new FaultyEventLog();
    private final ReadFile settings;
    private final ReadFile instructions;
    private final Path logs;
    private final Duration shortTime;
    private int refusals;
    private CompletableFuture<Void> stopped;

    /**
     * Starts everything.
     *
     * @param number different from all other sites'
     * @param shortTime the time-out that ends the cell's fault, if one does
     */
    Site(Cell cell, int number, Duration shortTime, NameServer names, Path folder)
            throws IOException, InvalidConfigException {
        this.cell = cell;
        this.number = number;
        this.names = names;
        this.shortTime = shortTime;
        InetAddress address = InetAddress.getByAddress(
                new byte[] {(byte) 198, 18, (byte) (number >> 8), (byte) number});
        farEnd = new FarEnd(address);
        for (String label : new String[] {"beside", "faulty", "next"}) {
            names.put(label + number, address);
        }
        Path agents = Files.createDirectories(folder.resolve("agents"));
        Path pipe = folder.resolveSibling(FaultMatrix.PIPE);
        instructions = new ReadFile(TestAgent.instructions(agents), pipe);
        instructions.write(TestAgent.sendingTo("https://" + AGENT_HOST));
        settings = new ReadFile(folder.resolve("gateway.properties"), pipe);
        settings.write(settingsText("new", LONG));
        logs = folder.resolve("logs");
        gateway = new WholeGateway(settings.path(), agents, logs.resolve("gateway.log"), eventLog);
    }

    /** The host of the tunnel {@code label}. */
    String host(String label) {
        return label + number + DOMAIN;
    }

    private String settingsText(String allowed, String time) {
        return "ListenAddress=127.0.0.1\nListenPort=" + (FIRST_PORT + number)
                + (cell.isRelayed()
                        ? "\nRelayProxyAddress=198.18." + (number >> 8) + "." + (number & 0xff) + ":443" : "")
                + "\nAllowedHosts=" + host("beside") + "," + host("faulty") + "," + host("next") + "," + allowed
                + "\nConnectTimeout=" + time + "\nHandshakeTimeout=" + time + "\nIdleTimeout=" + time
                + "\nDrainTime=" + time + "\n";
    }

    /** Whether a time-out ends the cell's fault. */
    boolean endsByTime() {
        return cell.peer().isOnTheWay()
                        && (cell.fault() == Fault.STALLS || cell.fault() == Fault.DRIPS && !cell.stage().isOpen())
                || cell.peer() == Cell.Peer.NAME_SERVER && cell.stage().compareTo(Stage.REQUEST) <= 0
                        && cell.fault() != Fault.REFUSES;
    }

    RawClient connect() throws IOException {
        return new RawClient(gateway.address());
    }

    /** Waits until the end of what {@code client} sends has reached the gateway's socket, as the system shows it. */
    void awaitEndOf(RawClient client) {
        int port = client.socket().getLocalPort();
        Pattern closeWait = Pattern.compile(String.format(Locale.ROOT, "0100007F:%04X \\w*0100007F:%04X 08 ",
                gateway.address().getPort(), port));
        Await.until("the end of a client", () ->
                closeWait.matcher(Files.readString(TCP) + Files.readString(TCP6)).find());
    }

    /** Causes an event, which must not wait for a log. */
    void awaitRefusal() throws IOException {
        // Another host each time, or the log would only count the event.
        String host = "forbidden" + ++refusals + ".example";
        try (RawClient client = connect()) {
            String head = client.send("CONNECT " + host + ":443 HTTP/1.1\r\n\r\n").readHead();
            if (!head.startsWith("HTTP/1.1 403 ")) {
                throw new AssertionError(head);
            }
        }
    }

    /** Injects the fault of a peer that is not on the tunnel's way. */
    void inject() throws IOException, InterruptedException {
        Fault fault = cell.fault();
        switch (cell.peer()) {
            case NAME_SERVER -> names.inject("faulty" + number, fault);
            case SETTINGS -> settings.inject(fault);
            case AGENT -> instructions.inject(fault);
            case LOG -> injectIntoLog(fault);
            default -> {
                eventLog.setGone(fault == Fault.REFUSES || fault.isGone());
                if (fault == Fault.STALLS) {
                    eventLog.setStuck();
                } else if (fault == Fault.DRIPS) {
                    eventLog.setSlow();
                }
            }
        }
        if (cell.peer().isWritten() && cell.stage() != Stage.STOP) {
            awaitRefusal();
        }
    }

    private void injectIntoLog(Fault fault) throws IOException {
        if (fault == Fault.VANISHES) {
            Files.delete(logs.resolve("gateway.log"));
        } else {
            Files.move(logs, logs.resolveSibling("moved"));
            Files.createFile(logs);
        }
    }

    /** Ends the fault of a peer that comes back, and checks that all is as before. */
    void comeBack() throws IOException {
        switch (cell.peer()) {
            case CLIENT, NAME_SERVER -> { }
            case SERVER, RELAY_PROXY -> farEnd.comeBack();
            case SETTINGS -> apply(settingsText("back", LONG));
            case AGENT -> {
                Await.until("the loss", () -> gateway.count(GatewayEvent.AGENT_HOSTS) == 2);
                instructions.write(TestAgent.sendingTo("https://" + AGENT_HOST));
                Await.until("the agent's hosts", () -> gateway.count(GatewayEvent.AGENT_HOSTS) == 3);
            }
            case LOG -> {
                Files.delete(logs);
                awaitRefusal();
                Await.until("the log", () -> Files.exists(logs.resolve("gateway.log")));
            }
            case EVENT_LOG -> {
                eventLog.setGone(false);
                awaitRefusal();
                Await.until("the log", () -> eventLog.lines().stream().anyMatch(line -> line.contains("are missing")));
            }
        }
    }

    /** How many events {@link GatewayEvent#HOST_FORBIDDEN} the site has caused. */
    int refusals() {
        return refusals;
    }

    /** Changes the settings and waits until they are in force. */
    void reload() throws IOException {
        apply(settingsText("reloaded", LONG));
    }

    /** Lets the time-outs that end the cell's fault end tunnels from now on soon. */
    void shortenTimes() throws IOException {
        String time = shortTime.toMillis() + "ms";
        String name = switch (cell.stage()) {
            case CONNECT, REQUEST, RELAY_ANSWER ->
                    cell.peer() == Cell.Peer.CLIENT ? "HandshakeTimeout" : "ConnectTimeout";
            case CLIENT_HELLO, SERVER_FLIGHT, CLIENT_FLIGHT -> "HandshakeTimeout";
            case DATA, CLOSE, RELOAD -> "IdleTimeout";
            case STOP -> "DrainTime";
        };
        apply(settingsText("shortened", LONG).replace(name + "=" + LONG, name + "=" + time));
    }

    private void apply(String text) throws IOException {
        long before = gateway.count(GatewayEvent.SETTINGS_APPLIED);
        settings.write(text);
        Await.until("the settings", () -> gateway.count(GatewayEvent.SETTINGS_APPLIED) > before);
    }

    /** Begins to stop, and waits until the gateway accepts no more. */
    void beginStop() {
        InetSocketAddress address = gateway.address();
        stopped = CompletableFuture.runAsync(this::stopGateway, task -> new Thread(task, "stop").start());
        Await.until("the stop", () -> {
            try (Socket refused = new Socket(address.getAddress(), address.getPort())) {
                return !refused.isConnected();
            } catch (IOException closed) {
                return true;
            }
        });
    }

    private void stopGateway() {
        try {
            gateway.stop();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Stops the gateway, if it does not stop already, and waits until it has stopped. */
    void awaitStop() {
        if (stopped == null) {
            stopped = CompletableFuture.completedFuture(null);
            stopGateway();
        } else {
            stopped.join();
        }
    }

    /** Checks that only {@code count} tunnels are left. */
    void awaitTunnels(int count) {
        Await.until(count + " tunnels at the end of " + cell, () ->
                gateway.counter(GatewayCounter.ACTIVE_CLIENT_CONNECTION) == count
                && gateway.counter(GatewayCounter.CONNECTED_CLIENT) == Math.min(count, 1));
    }

    @Override
    public void close() throws IOException {
        eventLog.release();
        awaitStop();
        farEnd.close();
    }
}
