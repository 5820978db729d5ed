package org.omsgateway.benchmarks.soak;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.omsgateway.benchmarks.Certificates;
import org.omsgateway.benchmarks.SocketPump;
import org.omsgateway.benchmarks.Workspace;
import org.omsgateway.benchmarks.soak.Chaos.Fault;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs the gateway among agents while everything around it goes wrong. {@code script/soak} prepares the network and
 * starts this. The exit code is 0 only if the verdict is good.
 */
@Command(name = "soak", mixinStandardHelpOptions = true,
        description = "Runs the gateway among agents while everything around it goes wrong, and gives a verdict.")
public final class Soak implements Callable<Integer> {
    private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 443);
    private static final InetSocketAddress RELAY = new InetSocketAddress("198.18.0.1", 3128);
    private static final InetSocketAddress GATEWAY = new InetSocketAddress("127.0.0.1", 8080);
    private static final int SHORTEST_CALM_MILLIS = 500;
    private static final int LONGEST_CALM_MILLIS = 20_000;
    /** Time to stop, and to upload once more. */
    private static final Duration END = Duration.ofSeconds(5);
    /** Of a run long enough that the virtual machine has found its size. */
    private static final double MAX_GROWTH = 1.5;
    private static final Duration LONG = Duration.ofMinutes(5);

    @Parameters(arity = "0..1", defaultValue = "60", paramLabel = "MINUTES",
            description = "how long; parts of a minute, too (default: ${DEFAULT-VALUE})")
    private double minutes;

    @Option(names = "--agents", defaultValue = "20", description = "how many (default: ${DEFAULT-VALUE})")
    private int agents;

    @Option(names = "--seed", defaultValue = "1", description = "of the order of faults (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--java-options", required = true, description = "file with the service's Java options")
    private Path options;

    @Option(names = "--work", required = true, description = "folder for settings and logs")
    private Path work;

    @Option(names = "--hosts", required = true, description = "the machine's file of names")
    private Path hosts;

    @Option(names = "--picture", required = true, description = "file for the picture")
    private Path picture;

    private final long startNanos = System.nanoTime();
    private final Records records = new Records();
    private final List<SoakPlot.Sample> samples = new ArrayList<>();
    private final List<SoakPlot.Trouble> troubles = new ArrayList<>();

    public static void main(String[] args) {
        System.exit(new CommandLine(new Soak()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        Certificates certificates = new Certificates(Algorithm.ecp256, List.of(Workspace.HOST));
        SSLContext agentTls = certificates.agentContext(certificates.enrol(Workspace.ID, "soak"));
        SSLContext serviceTls = certificates.serviceContext();
        try (KillableServer server = new KillableServer(SERVER, threads, socket -> Upload.receive(socket, serviceTls));
                KillableServer relay = new KillableServer(RELAY, threads, socket -> relay(socket, threads));
                GatewayUnderSoak gateway = new GatewayUnderSoak(work, options, settings("a.example"))) {
            awaitGateway(gateway);
            Chaos chaos = new Chaos(server, relay, gateway, GATEWAY, hosts,
                    List.of(settings("a.example"), settings("b.example"), settings("c.example")));
            List<SoakAgent> steady = new ArrayList<>();
            for (int i = 1; i <= agents; i++) {
                InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) i});
                steady.add(new SoakAgent(address, GATEWAY, agentTls, records));
            }
            return soak(gateway, chaos, steady, threads) ? 0 : 1;
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean soak(GatewayUnderSoak gateway, Chaos chaos, List<SoakAgent> steady, ExecutorService threads)
            throws Exception {
        List<String> faults = new ArrayList<>();
        for (SoakAgent agent : steady) {
            agent.uploadOnce();
        }
        GatewayUnderSoak.Size before = gateway.size();
        long endNanos = startNanos + (long) (minutes * 60e9);
        List<Future<?>> running = new ArrayList<>();
        steady.forEach(agent -> running.add(threads.submit(() -> agent.run(endNanos))));
        Future<?> sampling = threads.submit(() -> sample(gateway, endNanos));
        spoil(chaos, endNanos - END.toNanos());
        for (Future<?> agent : running) {
            agent.get();
        }
        sampling.get();
        TimeUnit.MILLISECONDS.sleep(records.tail().toMillis());
        for (SoakAgent agent : steady) {
            agent.uploadOnce();
        }
        judge(gateway, before, faults);
        Files.writeString(picture, SoakPlot.of(samples, troubles));
        System.out.printf(Locale.ROOT, "%.1f minutes, %d faults, %d uploads, %d bytes verified by SHA-256;"
                + " %d uploads broken by a fault on their way%n", seconds() / 60, troubles.size(), records.uploads(),
                records.bytes(), records.excused());
        faults.forEach(fault -> System.out.println("FAILED: " + fault));
        if (faults.isEmpty()) {
            System.out.println("PASSED");
        }
        System.out.println("Picture: " + picture);
        return faults.isEmpty();
    }

    private void judge(GatewayUnderSoak gateway, GatewayUnderSoak.Size before, List<String> faults) throws Exception {
        if (records.corrupted() > 0) {
            faults.add(records.corrupted() + " uploads or answers arrived changed");
        }
        List<String> unexcused = records.unexcused();
        if (!unexcused.isEmpty()) {
            faults.add(unexcused.size() + " uploads failed without a fault on their way, such as: " + unexcused.get(0));
        }
        GatewayUnderSoak.Size after = gateway.size();
        for (int look = 0; look < 60 && after.descriptors() > before.descriptors(); look++) {
            TimeUnit.SECONDS.sleep(1);
            after = gateway.size();
        }
        if (after.descriptors() > before.descriptors()) {
            faults.add("descriptors: " + before.descriptors() + " at the start, " + after.descriptors()
                    + " at the end");
        }
        double early = samples.get(samples.size() / 2).size().megabytes();
        if (seconds() > LONG.toSeconds() && after.megabytes() > MAX_GROWTH * early) {
            faults.add("memory: " + early + " MB in the middle, " + after.megabytes() + " MB at the end");
        }
        int exitCode = gateway.stop();
        if (exitCode != 0) {
            faults.add("the gateway ends with " + exitCode);
        }
    }

    /** One fault after the other, in random order, with a pause between them. */
    private void spoil(Chaos chaos, long endNanos) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Fault> possible = EnumSet.allOf(Fault.class);
        if (!Chaos.canSpoilNetwork()) {
            possible.remove(Fault.NETWORK_BAD);
            System.out.println("Left out: a bad network, which needs root and the kernel module sch_netem");
        }
        List<Fault> left = new ArrayList<>();
        while (System.nanoTime() < endNanos) {
            if (left.isEmpty()) {
                left.addAll(possible);
            }
            Fault fault = left.remove(random.nextInt(left.size()));
            double from = seconds();
            if (fault.isGrave()) {
                records.breaks();
            }
            chaos.begin(fault);
            TimeUnit.MILLISECONDS.sleep(fault.length.toMillis());
            chaos.end(fault);
            if (fault.isGrave()) {
                records.mends(fault.tail);
            }
            troubles.add(new SoakPlot.Trouble(from, seconds(), fault));
            TimeUnit.MILLISECONDS.sleep(minutes * 60 < LONG.toSeconds() ? SHORTEST_CALM_MILLIS
                    : random.nextInt(SHORTEST_CALM_MILLIS, LONGEST_CALM_MILLIS));
        }
    }

    private void sample(GatewayUnderSoak gateway, long endNanos) {
        try {
            while (System.nanoTime() < endNanos) {
                samples.add(new SoakPlot.Sample(seconds(), gateway.size(), records.p90Millis()));
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("The gateway is gone", e);
        }
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private static String settings(String allowed) {
        return """
            ListenAddress=127.0.0.1
            ListenPort=8080
            RelayProxyAddress=relay.example:3128
            AllowedHosts=%s;%s
            AllowedClientCertificates=%s
            LogLevel=DEBUG
            """.formatted(Workspace.HOST, allowed, Workspace.ID);
    }

    private static void awaitGateway(GatewayUnderSoak gateway) throws InterruptedException, IOException {
        while (!accepts()) {
            if (!gateway.isAlive()) {
                throw new IOException("The gateway does not start");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static boolean accepts() {
        try (Socket probe = new Socket(GATEWAY.getAddress(), GATEWAY.getPort())) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** An HTTP proxy in front of the server. */
    private static void relay(Socket client, ExecutorService threads) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
        try (Socket server = new Socket(SERVER.getAddress(), SERVER.getPort())) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Void> back = CompletableFuture.runAsync(() -> SocketPump.pump(server, client), threads);
            SocketPump.pump(client, server);
            back.join();
        }
    }
}
