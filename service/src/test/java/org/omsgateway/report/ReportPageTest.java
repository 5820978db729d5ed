package org.omsgateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.perfcounters.Counters;
import org.omsgateway.perfcounters.GatewayCounter;
import org.omsgateway.status.History;

class ReportPageTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    /** As in the log. */
    private static final String TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
            .format(LocalDateTime.ofInstant(NOW, ZoneId.systemDefault()));

    @TempDir
    private Path folder;

    @Test
    void drawsTheHistoryAsLinesWithGapsAndRates() throws Exception {
        Counters counters = new Counters();
        History history = new History(folder, counters);
        for (int minute = 0; minute < 600; minute++) {
            counters.set(GatewayCounter.CONNECTED_CLIENT, minute);
            counters.add(GatewayCounter.BYTES_TO_CLIENTS, 60_000);
            if (minute < 200 || minute >= 400) {
                history.append(NOW.minus(Duration.ofMinutes(600 - minute)));
            }
        }
        String page = page();
        assertThat(page).contains("To clients: 1 KB/s on average, 1 KB/s at most", "599 at most");
        String clients = Pattern.compile("class=\"line l1\" d=\"([^\"]*)\"").matcher(page).results()
                .findFirst().orElseThrow().group(1);
        assertThat(clients.chars().filter(c -> c == 'M')).as(clients).hasSize(2);
    }

    @Test
    void addsUpTheTunnelsOfClientsAndHosts() throws Exception {
        Files.writeString(folder.resolve("tunnels.jsonl"), tunnel("10.0.0.1:5", "a.example", 1000)
                + tunnel("10.0.0.1:6", "b.example", 2000) + tunnel("[2001:db8::1]:7", "a.example", 500));
        assertThat(page()).contains("<tr><th scope=\"row\">10.0.0.1</th><td>2</td><td>3 KB</td><td>14 B</td></tr>\n"
                + "<tr><th scope=\"row\">[2001:db8::1]</th><td>1</td><td>500 B</td><td>7 B</td></tr>")
                .contains("<tr><th scope=\"row\">b.example</th><td>1</td>");
    }

    @Test
    void countsRefusedHostsAndShowsTheLatestOfEachEvent() throws Exception {
        String refused = " [7] ERROR GatewayLogic - Target host (x.example) is forbidden."
                + " Destination server is not in allowed list. Port 443, client 10.0.0.1:5 (tunnel 12)";
        Files.writeString(folder.resolve("gateway.log"), "2020-02-28 13:19:05" + refused + "\n" + TIME + refused + "\n"
                + TIME + refused + " (41 more like this)\n"
                + TIME + " [7] ERROR GatewayServer - Wrong configuration: ListenPort: <b>&\" (expected: a number)\n"
                + TIME + " [7] INFO GatewayServer - Service has started\n");
        assertThat(page()).contains("<tr><th scope=\"row\">x.example</th><td>42</td>"
                        + "<td><code>Add-OMSGatewayAllowedHost -Host 'x.example'</code></td></tr>")
                .contains("<tr><th scope=\"row\">105</th><td>42</td>", "ListenPort: &#60;b&#62;&#38;&#34; (expected")
                .doesNotContain("<b>");
    }

    @Test
    void readsTheLinesAfterBytesThatAreNotText() throws Exception {
        Files.write(folder.resolve("gateway.log"), new byte[] {(byte) 0xFF, '\n'});
        Files.writeString(folder.resolve("gateway.log"), TIME + " [7] ERROR GatewayLogic - Target host (x.example) is"
                + " forbidden. Destination server is not in allowed list. Port 443, client 10.0.0.1:5 (tunnel 12)\n",
                StandardOpenOption.APPEND);
        assertThat(page()).contains("<tr><th scope=\"row\">x.example</th><td>1</td>");
    }

    @Test
    void isWellFormedAndNeedsNothingFromElsewhere() throws Exception {
        String page = page();
        assertThat(page).doesNotContain("http", "<script", "@import", "url(").isASCII();
        String xml = page.replace("<!DOCTYPE html>\n", "").replaceAll("(<meta [^>]*)>", "$1/>");
        assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.US_ASCII)))
                .getElementsByTagName("figure").getLength()).isEqualTo(4);
    }

    @Test
    void escapesWhatASectionSays() {
        assertThat(new ReportPage(NOW, Duration.ofDays(7)).section("S", "C", List.of("t"),
                List.of(List.of("gr\u00fcn <i>", "\"x\""))).html()).contains("gr&#252;n &#60;i&#62;", "&#34;x&#34;");
    }

    private String page() throws Exception {
        return new ReportPage(NOW, Duration.ofDays(7)).files(folder).html();
    }

    private static String tunnel(String client, String host, long bytes) {
        return "{\"time\":\"" + NOW + "\",\"client\":\"" + client + "\",\"host\":\"" + host + "\",\"bytesFromClient\":"
                + bytes + ",\"bytesToClient\":7}\n";
    }
}
