package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.testing.Program;
import org.omsgateway.testing.TestServer;

/** A canary is wherever somebody can write, and must be in nothing that comes out. */
class SecrecyTest {
    /** The digit matters: of an unknown option, the command line shows the letters of its name. */
    private static final String CANARY = "canary0" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    private static final String CREDENTIAL = "agent:" + CANARY;
    private static final String BASE64 =
            Base64.getEncoder().encodeToString(CREDENTIAL.getBytes(StandardCharsets.US_ASCII));

    /** None is a plain host and port. The dollar is the canary, the tilde the credential in Base64. */
    private static final List<String> TARGETS = List.of("//user:$@h/", "user:$@h:443", "user:a/$@h:443",
            "user:a#$@h:443", "user:a?$@h:443", "user%3A$%40h:443", "http://user:$@h/", "http://user%3A$%2540h/",
            "coap+tcp://user:$@h", "$://h", "http://h/$", "http://h?$", "http://h#$", "http://h:$/", "user:$",
            "/$", "$",
            "h:443/$", "h:443@$", "[::1]:$", "[$]:443", "h:443:$", "http:$", "\"$\":443", "$\\h:443");
    private static final List<String> HEADERS = List.of("Host: user:$@h", "Host: h:$", "Via: 1.1 user:$@p",
            "Via: 1.1 p ($)", "Proxy-Authorization: Basic ~", "Proxy-Authorization: $", "Authorization: Bearer $",
            "Cookie: a=$", "X-Api-Key: $", "X-Own: $", "X-$: x", "$: x", "User-Agent: $", "User-Agent: a/1 (x:$)",
            "Connection: $", "Proxy-Connection: $", "Keep-Alive: $", "Accept: $", "Forwarded: for=$",
            "Proxy-Authorization: Basic\r\n ~", "Proxy-Authorization Basic ~", "$", "Content-Length: $",
            "Transfer-Encoding: $", "Expect: $", "Host: a\r\nHost: $");
    private static final List<String> ANSWERS = List.of("HTTP/1.1 407 $\r\nProxy-Authenticate: $ realm=\"$\", Basic"
            + " realm=\"~\"", "HTTP/1.1 407 ~", "HTTP/1.1 403 $\r\nServer: $", "HTTP/1.1 302 $\r\nLocation: http://$/",
            "HTTP/1.1 599 $", "HTTP/1.1 99999 $", "$", "HTTP/1.1 $ $", "$/1.1 200 $", "HTTP/1.1 200 " + "$".repeat(300),
            "HTTP/1.1 103 $\r\nLink: $\r\n\r\n".repeat(5), "HTTP/1.1 200 $\r\n$: $");
    private static final List<String> SETTINGS = List.of("RelayProxyAuth=user:$", "RelayProxy Password=$",
            "ProxyKennwort=$", "RelayProxyPassword=$", "RelayProxy\\ Password\\=$=x", "$", "=$",
            "RelayProxyAddress=http://user:$@p", "RelayProxyAddress=user:$", "RelayProxyAddress=http://p/$",
            "RelayProxyUsername=agent:$", "AllowedHosts=https://user:$@h,https://h/?sig=$,h $", "Kennwort=\\u12$");

    @TempDir
    private Path folder;
    private Path file;
    private TestServer relay;

    private static String planted(String text) {
        return text.replace("$", CANARY).replace("~", BASE64);
    }

    private static void assertSecret(String output) {
        assertThat(output).doesNotContainIgnoringCase(CANARY).doesNotContain(BASE64);
    }

    /** The relay proxy answers as the number in the host's name says; then it sends what is no TLS. */
    @BeforeEach
    void start() throws IOException {
        relay = new TestServer(socket -> {
            String answer = planted(ANSWERS.get(answerFor(readHead(socket))));
            socket.getOutputStream().write((answer + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().read();
            socket.getOutputStream().write(planted("$ $\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        });
        file = folder.resolve("gateway.properties");
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    private static int answerFor(String head) {
        return Integer.parseInt(head.replaceFirst("(?s)CONNECT a(\\d+)\\..*", "$1"));
    }

    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private int writeSettings(String level) throws IOException {
        int port = TestServer.unusedPort();
        Files.writeString(file, "ListenAddress=127.0.0.1\nListenPort=" + port + "\nLogLevel=" + level
                + "\nDrainTime=0s\nHandshakeTimeout=1s\nAllowedHosts=*.allowed.example\nRelayProxyAddress=127.0.0.1:"
                + relay.port() + "\nRelayProxyUsername=agent\n");
        Path password = folder.resolve("gateway.properties.relay-password");
        Files.deleteIfExists(password);
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, CANARY + "\n");
        return port;
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "INFO", "WARN", "ERROR"})
    void aRunningGatewayShowsNoSecretWhoeverWroteItWhere(String level) throws Exception {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", writeSettings(level));
        int jmxPort = TestServer.unusedPort();
        Path log = folder.resolve("gateway.log");
        try (Program gateway = gateway(jmxPort, "run", "--log", log.toString())) {
            gateway.awaitListening(address.getPort());
            List<String> answers = new ArrayList<>();
            for (String request : requests()) {
                // Each from another address, since the log shows only so many lines of one.
                answers.add(answerTo(address, answers.size() + 2, planted(request)));
            }
            Files.writeString(file, planted(String.join("\n", SETTINGS)) + "\n");
            gateway.awaitOutput("Wrong configuration: ");
            String beans = beans(jmxPort);
            String processes = processes();
            gateway.terminate();
            gateway.exitCode();

            String events = gateway.output() + Files.readString(log);
            assertThat(events).contains("ProxyKennwort: unknown", "answered 407 Proxy Authentication Required");
            assertThat(events.contains("Not an HTTP CONNECT command")).isEqualTo(!level.equals("ERROR"));
            assertThat(events.contains("Got request from")).isEqualTo(level.equals("DEBUG"));
            assertThat(answers).anyMatch(answer -> answer.startsWith("HTTP/1.1 502"));
            assertThat(beans).contains("ErrorCount");
            assertThat(processes).contains(file.toString());
            assertSecret(events);
            assertSecret(String.join("\n", answers));
            assertSecret(beans);
            assertSecret(processes);
        }
    }

    @Test
    void noCommandShowsASecretThatItWasNotAskedFor() throws Exception {
        writeSettings("INFO");
        String rightSettings = Files.readString(file);
        StringBuilder outputs = new StringBuilder();
        for (String settings : List.of(rightSettings, planted(String.join("\n", SETTINGS)),
                rightSettings + "AllowedHosts=a0.allowed.example,a1.allowed.example,a2.allowed.example\n")) {
            Files.writeString(file, settings);
            for (String command : List.of("config list", "config check", "config get RelayProxyPassword",
                    "config get RelayProxyAddress", "config get RelayProxyUsername", "config get AllowedHosts",
                    "config get RelayProxyAuth=$", "config set RelayProxyPassword $", "config set RelayProxyPassword=$",
                    "config set RelayProxyAddress http://user:$@p", "config set RelayProxyAddress user:$",
                    "config set RelayProxyUsername user:$", "config set Kennwort $", "config unset Kennwort=$",
                    "config add AllowedHosts https://h/?sig=$", "config remove AllowedHosts user:$@h",
                    "config list $", "config list --password=$", "config list -pC", "--$ config", "test", "version")) {
                outputs.append(outputOf("", command)).append(outputOf("", command + " --json"));
            }
            for (String input : List.of("{\"RelayProxyAuth\":\"$\"}", "{\"RelayProxy=$\":1}", "$", "{$}", "\"$\"",
                    "{\"RelayProxyAddress\":\"http://user:$@p\"}", "{\"RelayProxyUsername\":\"agent:$\"}",
                    "{\"RelayProxyPassword\":{\"x\":\"$\"}}", "{\"ListenPort\":{\"x\":\"$\"}}",
                    "{\"AllowedHosts\":[\"user:$@h\",\"h\"]}", "{\"AllowedHosts\":[[\"$\"]]}")) {
                for (String command : List.of("config check", "config apply", "config check --json")) {
                    outputs.append(outputOf(input, command));
                }
            }
        }
        assertThat(outputs).contains("RelayProxyAuth: unknown", "RelayProxyUsername: agent:*** (expected: ",
                "it offers", "\"UnknownSetting\"");
        assertSecret(outputs.toString());
    }

    private static List<String> requests() {
        List<String> requests = new ArrayList<>();
        for (String target : TARGETS) {
            requests.add("GET " + target + " HTTP/1.1\r\n\r\n$");
            requests.add("CONNECT " + target + " HTTP/1.1\r\n\r\n$");
        }
        for (String header : HEADERS) {
            requests.add("CONNECT other.example:443 HTTP/1.1\r\n" + header + "\r\n\r\n$");
        }
        for (int i = 0; i < ANSWERS.size(); i++) {
            requests.add("CONNECT a" + i + ".allowed.example:443 HTTP/1.1\r\n\r\n$");
        }
        requests.addAll(List.of("$ h:443 HTTP/1.1\r\n\r\n", "CONNECT h:443 $/2.0\r\n\r\n", "CONNECT h:443 $\r\n\r\n",
                "CONNECT h:443 HTTP/1.1 $\r\n\r\n", "$\r\n\r\n", "\u0016\u0003\u0001\u0000\u0020$", "\u0005$",
                "CONNECT " + "$".repeat(200) + ":443 HTTP/1.1\r\n\r\n",
                "CONNECT h:443 HTTP/1.1\r\nX: " + "$".repeat(1000) + "\r\n\r\n", "CONNECT $"));
        return requests;
    }

    private static String answerTo(InetSocketAddress gateway, int client, String request) throws IOException {
        InetAddress local = InetAddress.getByName("127.0.0." + client);
        try (Socket socket = new Socket(gateway.getAddress(), gateway.getPort(), local, 0)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private Program gateway(int jmxPort, String... arguments) throws IOException {
        String jmx = "-Dcom.sun.management.jmxremote";
        return Program.start(folder, Stream.of(
                Stream.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1",
                        jmx + ".host=127.0.0.1", jmx + ".port=" + jmxPort, jmx + ".authenticate=false",
                        jmx + ".ssl=false",
                        "-cp", System.getProperty("java.class.path"), GatewayCommand.class.getName(),
                        "--config", file.toString()),
                Stream.of(arguments)).flatMap(words -> words).toList());
    }

    /** All attributes of all beans. */
    private static String beans(int port) throws IOException, JMException {
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
        StringBuilder text = new StringBuilder();
        try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            for (ObjectName bean : server.queryNames(null, null)) {
                text.append(bean);
                for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
                    text.append(attribute.getName()).append(attributeOf(server, bean, attribute));
                }
            }
        }
        return text.toString();
    }

    private static Object attributeOf(MBeanServerConnection server, ObjectName bean, MBeanAttributeInfo attribute)
            throws IOException {
        try {
            return server.getAttribute(bean, attribute.getName());
        } catch (JMException | RuntimeException notSupported) {
            return "";
        }
    }

    /** The command lines of all processes. */
    private String processes() throws IOException, InterruptedException {
        // A process may end while cat reads, and a fresh machine has no ps.
        try (Program cat = Program.start(folder, "sh", "-c", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' '")) {
            assertThat(cat.exitCode()).isZero();
            return cat.output();
        }
    }

    private String outputOf(String input, String command) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        String[] arguments = ("--config " + file + " " + planted(command)).split(" ");
        GatewayCommand.commandLine(new ByteArrayInputStream(planted(input).getBytes(StandardCharsets.UTF_8)), Map.of())
                .setOut(writer).setErr(writer).execute(arguments);
        return out.toString();
    }
}
