package org.omsgateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import java.util.stream.Collectors;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.omsgateway.x509.ByteReader;

/** The facts of a ClientHello, as other libraries read them. */
final class HelloOracles {
    /** What the JDK says of a ClientHello that it has read, but in which it finds nothing to agree on. */
    private static final List<String> READ = List.of("no cipher suites in common",
            "The client supported protocol versions", "Client requested protocol", "Received fatal alert",
            "No available authentication scheme", "Unrecognized server name", "client initiated renegotiation",
            "No supported");

    /** The result of {@link #jdk} where the JDK finds nothing to agree on before it comes to the name. */
    static final String UNREAD = "unread";

    private static final SSLContext CONTEXT = context();

    private HelloOracles() {}

    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Server name, versions, and the length of the session's identifier. */
    static String own(byte[] body) throws Exception {
        ClientHello hello = ClientHello.read(new ByteReader("ClientHello", ByteBuffer.wrap(body), 0, body.length));
        return hello.serverName().orElse("none") + " "
                + Arrays.stream(hello.versions()).mapToObj(Integer::toHexString).collect(Collectors.joining(","))
                + " " + hello.sessionId().length;
    }

    /** The same as Bouncy Castle reads them. */
    static String bouncyCastle(byte[] body) throws IOException {
        org.bouncycastle.tls.ClientHello hello =
                org.bouncycastle.tls.ClientHello.parse(new ByteArrayInputStream(body), null);
        Hashtable<?, ?> extensions = hello.getExtensions();
        Vector<?> names = TlsExtensionsUtils.getServerNameExtensionClient(extensions);
        ProtocolVersion[] versions = TlsExtensionsUtils.getSupportedVersionsExtensionClient(extensions);
        return (names == null ? "none" : names.stream().map(name -> (ServerName) name)
                        .map(name -> (name.getNameType() == 0 ? "" : name.getNameType() + ":")
                                + new String(name.getNameData(), StandardCharsets.ISO_8859_1))
                        .collect(Collectors.joining("+")))
                + " " + (versions == null ? "" : Arrays.stream(versions)
                        .map(version -> Integer.toHexString(version.getFullVersion())).collect(Collectors.joining(",")))
                + " " + hello.getSessionID().length;
    }

    /** The server name as the JDK reads it. */
    static String jdk(byte[] body) throws SSLException {
        SSLEngine engine = CONTEXT.createSSLEngine();
        engine.setUseClientMode(false);
        NameRecorder names = new NameRecorder();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setSNIMatchers(List.of(names));
        engine.setSSLParameters(parameters);
        ByteBuffer record = ByteBuffer.allocate(body.length + 9).put((byte) 22).putShort((short) 0x0301)
                .putShort((short) (body.length + 4)).putInt(0x01000000 | body.length).put(body).flip();
        try {
            handshake(engine, record);
        } catch (SSLException e) {
            // JDK 25 writes the name of the alert before its message.
            String message = String.valueOf(e.getMessage()).replaceFirst("^\\([a-z_]+\\) ", "");
            if (READ.stream().noneMatch(message::contains)) {
                throw new SSLException(message, e);
            }
            return names.name.isEmpty() ? UNREAD : names.name;
        }
        return names.name.isEmpty() ? "none" : names.name;
    }

    private static void handshake(SSLEngine engine, ByteBuffer record) throws SSLException {
        ByteBuffer nothing = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        SSLEngineResult.HandshakeStatus status = engine.unwrap(record, nothing).getHandshakeStatus();
        while (status == SSLEngineResult.HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
            status = engine.getHandshakeStatus();
        }
        // A failure of the task shows here.
        engine.unwrap(record, nothing);
    }

    private static final class NameRecorder extends SNIMatcher {
        private String name = "";

        NameRecorder() {
            super(StandardConstants.SNI_HOST_NAME);
        }

        @Override
        public boolean matches(SNIServerName found) {
            name = new String(found.getEncoded(), StandardCharsets.ISO_8859_1);
            return true;
        }
    }
}
