package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.TlsServer;

/** The clients that administrators use, with a real TLS server. */
class RealClientsTest {
    private static final String URL = "https://www.allowed.example/";
    private static final String PAGE = "s_server -accept";

    @TempDir
    private static Path folder;

    private static TlsServer server;
    private static TestProxy proxy;
    private static String proxyUrl;

    @BeforeAll
    static void start() throws Exception {
        server = new TlsServer(folder);
        proxy = new TestProxy(TestProxy.dialerTo(server.address()));
        proxyUrl = "http://127.0.0.1:" + proxy.address().getPort();
    }

    @AfterAll
    static void stop() {
        proxy.events.assertNothingWrong();
        proxy.close();
        server.close();
    }

    private static String run(String... command) throws Exception {
        try (Program program = Program.start(folder, command).input("")) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            return program.output();
        }
    }

    private static List<String> requests() {
        return proxy.events.messages(GatewayEvent.CONNECT_RECEIVED);
    }

    @Test
    void curlByHttp11() throws Exception {
        assertThat(run("curl", "-sS", "-x", proxyUrl, "--cacert", "server.crt", URL)).contains(PAGE);
        assertThat(requests()).anyMatch(request -> request.contains("[User-Agent, curl/"));
    }

    @Test
    void curlByHttp10() throws Exception {
        assertThat(run("curl", "-sS", "--proxy1.0", proxyUrl.substring(7), "--cacert", "server.crt", URL))
                .contains(PAGE);
    }

    @Test
    void wget() throws Exception {
        assertThat(run("wget", "-q", "-O", "-", "-e", "https_proxy=" + proxyUrl, "--ca-certificate", "server.crt", URL))
                .contains(PAGE);
    }

    @Test
    void openssl() throws Exception {
        try (Program program = Program.start(folder, "openssl", "s_client", "-quiet", "-proxy", proxyUrl.substring(7),
                "-connect", "www.allowed.example:443", "-CAfile", "server.crt", "-verify_return_error")
                .input("GET / HTTP/1.0\r\n\r\n")) {
            program.awaitOutput(PAGE);
        }
    }

    @Test
    void python() throws Exception {
        assertThat(run("python3", "-c", """
            import ssl, urllib.request
            context = ssl.create_default_context(cafile="server.crt")
            opener = urllib.request.build_opener(
                urllib.request.ProxyHandler({"https": "%s"}), urllib.request.HTTPSHandler(context=context))
            print(opener.open("%s").read().decode())
            """.formatted(proxyUrl, URL))).contains(PAGE);
    }

    /** Its two checks of an endpoint, whose exit codes and output it looks at. */
    @Test
    void troubleshooterOfTheAzureMonitorAgent() throws Exception {
        assertThat(run("sh", "-c", "echo | openssl s_client -connect www.allowed.example:443 -brief -proxy "
                + proxyUrl.substring(7) + " -CAfile server.crt 2>&1"))
                .contains("CONNECTION ESTABLISHED", "Verification: OK");
        assertThat(run("sh", "-c", "curl -s -S -k " + URL + "ping -x " + proxyUrl)).contains(PAGE);
    }

    @Test
    void curlShowsARefusal() throws Exception {
        try (TestProxy other = new TestProxy(TestProxy.dialerTo(server.address()));
                Program curl = Program.start(folder, "curl", "-sS",
                        "-x", "http://127.0.0.1:" + other.address().getPort(), "https://forbidden.example/")) {
            assertThat(curl.exitCode()).isEqualTo(56);
            assertThat(curl.output()).contains("403");
            other.events.await(GatewayEvent.HOST_FORBIDDEN);
        }
    }
}
