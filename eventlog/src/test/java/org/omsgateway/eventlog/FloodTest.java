package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refusals without end, each for another host: the lines of a minute stay few, and those that matter stay there. */
class FloodTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int EVENTS = 100_000;

    @TempDir
    private Path folder;

    @Test
    void ofOneClientWritesTwentyLines() throws IOException {
        assertLines("one client", i -> "10.0.0.7", Coalescer.LINES_OF_CLIENT);
    }

    @Test
    void ofOneIpv6NetworkWritesTwentyLines() throws IOException {
        assertLines("one /64", i -> "2001:db8:0:1::" + Integer.toHexString(i & 0xffff), Coalescer.LINES_OF_CLIENT);
    }

    @Test
    void ofAThousandAddressesWritesTwelveHundredLines() throws IOException {
        assertLines("1,000 addresses", i -> "10.0." + i % 1000 / 250 + "." + i % 250, Coalescer.LINES_OF_ALL);
    }

    private void assertLines(String who, IntFunction<String> client, int limit) throws IOException {
        Path file = folder.resolve("gateway.log");
        long start = System.nanoTime();
        try (GatewayLog log = GatewayLog.to(LogFile.ofEvents(file, LogFile.SIZE)).stoppingWithin(PATIENCE)) {
            log.report(GatewayEvent.WRONG_CONFIGURATION, "ListenPort: text");
            for (int i = 0; i < EVENTS; i++) {
                log.report(GatewayEvent.HOST_FORBIDDEN, "host" + i + ".ods.opinsights.azure.com", 443,
                        address(client.apply(i)), i);
            }
        }
        // A machine so slow that a minute passes may write the next minute's lines as well.
        long minutes = 1 + (System.nanoTime() - start) / Coalescer.WINDOW.toNanos();
        List<String> lines = Files.readAllLines(file);
        System.out.println(
                EVENTS + " refusals of " + who + ": " + lines.size() + " lines, " + Files.size(file) + " bytes");
        assertThat(lines).first().asString().endsWith("Wrong configuration: ListenPort: text");
        // The limit's summaries come in addition, of one client or of all.
        assertThat(lines.size()).isBetween(limit, (int) minutes * (limit + limit / Coalescer.LINES_OF_CLIENT + 2));
        assertThat(lines).last().asString().contains(" further warnings of ");
    }

    private static InetSocketAddress address(String literal) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(literal), 50_000);
    }
}
