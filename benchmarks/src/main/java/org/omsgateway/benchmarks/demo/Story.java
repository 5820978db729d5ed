package org.omsgateway.benchmarks.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.omsgateway.benchmarks.Workspace;

/** The events at the site, from the first agent to the verdict. */
public final class Story {
    /** The original is rated with a batch every 6 s. Ten times as often gives a newcomer something to see. */
    private static final Duration PERIOD = Duration.ofMillis(600);

    /** An attempt that the gateway must refuse. */
    private record Outsider(String wanted, String expected, String answer) {
        boolean refused() {
            return answer.startsWith(expected);
        }
    }

    private final Site site;
    private final Duration length;
    private final View view;
    private final PrintStream out;

    private Story(Site site, Duration length, View view, PrintStream out) {
        this.site = site;
        this.length = length;
        this.view = view;
        this.out = out;
    }

    /**
     * Builds the site, lets agents upload for {@code length}, and prints the results.
     *
     * @param live whether {@code out} is a terminal to be drawn on
     * @return whether every byte arrived and every outsider was refused
     */
    public static boolean tell(int agents, Duration length, boolean live, PrintStream out) throws Exception {
        View view = live ? new ScreenView(out) : new LineView(out);
        try (Site site = new Site(agents)) {
            return new Story(site, length, view, out).tell();
        }
    }

    private boolean tell() {
        introduce();
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        CompletableFuture<List<String>> failures = upload(end);
        CompletableFuture<List<Outsider>> outsiders =
                CompletableFuture.supplyAsync(this::sendOutsiders, site.threads());
        watch(begin, failures);
        return conclude(failures.join(), outsiders.join());
    }

    private void introduce() {
        out.printf("""
                %n  OMS Gateway: a demonstration, all of it on this machine

                    %2d agents   ──▶   OMS Gateway   ──▶   company proxy   ──▶   Log Analytics
                    TLS, each         %-15s     %-15s       a stand-in that wants
                    with its own      verifies, never     wants a name          each agent's own
                    certificate       decrypts            and a password        certificate

                  Each agent uploads %d KB every %d ms, ten times as often as in the original's rating.
                  Meanwhile somebody asks for a forbidden host, somebody does not ask for a tunnel, and an agent
                  of another company tries to upload to its own workspace.
                  You may join in:  curl -x http://%s https://example.com

                """, site.agents.size(), text(site.gatewayAddress), text(site.proxy.address()),
                SimulatedAgent.BATCH_BYTES / 1000, PERIOD.toMillis(), text(site.gatewayAddress));
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** The agents' failures, once all agents are done; empty in a good run. */
    private CompletableFuture<List<String>> upload(long endNanos) {
        List<CompletableFuture<String>> runs = site.agents.stream()
                .map(agent -> CompletableFuture.supplyAsync(() -> run(agent, endNanos), site.threads()))
                .toList();
        return CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new)).thenApply(done -> runs.stream()
                .map(CompletableFuture::join).filter(failure -> !failure.isEmpty()).toList());
    }

    private String run(SimulatedAgent agent, long endNanos) {
        try {
            agent.run(site.gatewayAddress, Workspace.HOST, PERIOD, endNanos);
            return "";
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private List<Outsider> sendOutsiders() {
        pause(length.dividedBy(5));
        Outsider forbiddenHost = ask("the forbidden host paste.example",
                "CONNECT paste.example:443 HTTP/1.1\r\nHost: paste.example:443\r\n\r\n", "HTTP/1.1 403 ");
        pause(length.dividedBy(5));
        Outsider notConnect = ask("a web page, without a tunnel",
                "GET http://intranet.example/ HTTP/1.1\r\nHost: intranet.example\r\n\r\n", "HTTP/1.1 405 ");
        pause(length.dividedBy(5));
        return List.of(forbiddenHost, notConnect, sendStranger());
    }

    private Outsider sendStranger() {
        String stranger = "an agent of another company's workspace";
        String refusal = "closed, alert bad_certificate";
        try {
            site.stranger.uploadOnce(site.gatewayAddress, Workspace.HOST);
            return new Outsider(stranger, refusal, "its upload was taken");
        } catch (IOException e) {
            // The words around the alert's name are different in each release of Java.
            boolean isRefused = String.valueOf(e.getMessage()).contains("bad_certificate");
            return new Outsider(stranger, refusal, isRefused ? refusal : "closed, " + e.getMessage());
        }
    }

    private Outsider ask(String wanted, String request, String expected) {
        try {
            return new Outsider(wanted, expected,
                    Tunnel.ask(site.gatewayAddress, Site.address(Site.OUTSIDER), request));
        } catch (IOException e) {
            return new Outsider(wanted, expected, e.toString());
        }
    }

    private void watch(long beginNanos, CompletableFuture<?> uploads) {
        List<Long> bytesPerSecond = new ArrayList<>();
        long before = 0;
        for (int second = 1; second <= length.toSeconds() || !uploads.isDone(); second++) {
            pause(Duration.ofNanos(beginNanos + TimeUnit.SECONDS.toNanos(second) - System.nanoTime()));
            long now = site.arrived.bytes();
            bytesPerSecond.add(now - before);
            before = now;
            Duration elapsed = Duration.ofSeconds(Math.min(second, length.toSeconds()));
            view.show(new Progress(elapsed, length, site.arrived, bytesPerSecond, site.counters, site.events));
        }
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private boolean conclude(List<String> failures, List<Outsider> outsiders) {
        Map<String, Ledger.Total> sent = site.sent.totals();
        Map<String, Ledger.Total> arrived = site.arrived.totals();
        long equal = sent.entrySet().stream().filter(e -> e.getValue().equals(arrived.get(e.getKey()))).count();
        boolean complete = sent.equals(arrived) && sent.size() == site.agents.size() && failures.isEmpty();
        boolean guarded = outsiders.stream().allMatch(Outsider::refused);

        out.printf(Locale.ROOT, "%n  Sent      %,15d bytes in %,d uploads%n", site.sent.bytes(), site.sent.uploads());
        out.printf(Locale.ROOT, "  Arrived   %,15d bytes in %,d uploads%n", site.arrived.bytes(),
                site.arrived.uploads());
        out.printf(Locale.ROOT, "  SHA-256 of what was sent and what arrived: equal for %d of %d agents%n",
                equal, site.agents.size());
        failures.forEach(failure -> out.println("  FAILED    " + failure));
        outsiders.forEach(outsider -> out.printf("  %-9s %s: %s%n", outsider.refused() ? "Refused" : "FAILED",
                outsider.wanted(), outsider.answer()));
        out.printf("%n  %s%n%n", complete && guarded
                ? "PASSED: every byte arrived, unchanged; what is not allowed did not get through."
                : "FAILED: see above.");
        return complete && guarded;
    }
}
