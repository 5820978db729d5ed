package org.omsgateway.benchmarks.load;

import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.omsgateway.benchmarks.Certificates;
import org.omsgateway.benchmarks.Workspace;

/**
 * A full TLS 1.2 handshake with a client certificate, recorded from two engines of the JDK, to be replayed without
 * cryptography. Each agent sends a different certificate: the agent's identifier in the subject is changed in place.
 *
 * <pre>
 * client                              server
 * ClientHello               ------&gt;
 *                           &lt;------   ServerHello, Certificate, ServerKeyExchange,
 *                                     CertificateRequest, ServerHelloDone
 * Certificate, ClientKeyExchange,
 * CertificateVerify, CCS, Finished  --&gt;
 *                           &lt;------   NewSessionTicket, CCS, Finished
 * </pre>
 */
public final class RecordedHandshake {
    private static final String AGENT_PREFIX = "7c2f0000-0000-4000-8000-";
    private static final String AGENT_FORMAT = AGENT_PREFIX + "%012x";

    private final List<byte[]> flights;
    private final List<Integer> agentOffsets;

    private RecordedHandshake(List<byte[]> flights) {
        this.flights = flights;
        this.agentOffsets = offsetsOf(agentId(0), flights.get(2));
        if (flights.size() != 4 || agentOffsets.isEmpty()) {
            throw new IllegalStateException("Not a full TLS 1.2 handshake with a client certificate: " + flights.size()
                    + " flights");
        }
    }

    /** Records the handshake of two engines, with certificates for {@link Workspace}. */
    public static RecordedHandshake record() throws GeneralSecurityException, SSLException {
        Certificates certificates = new Certificates(Algorithm.rsa2048,
                List.of(Workspace.HOST, Workspace.HOST.replace(".ods.", ".oms.")));
        X509Bundle agent = certificates.enrol(Workspace.ID, agentId(0));
        SSLEngine client = certificates.agentContext(agent).createSSLEngine(Workspace.HOST, 443);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.2"});
        client.setSSLParameters(parameters);
        SSLEngine server = certificates.serviceContext().createSSLEngine();
        server.setUseClientMode(false);
        server.setNeedClientAuth(true);

        List<byte[]> flights = new ArrayList<>();
        while (client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING || flights.isEmpty()) {
            SSLEngine sender = flights.size() % 2 == 0 ? client : server;
            SSLEngine receiver = sender == client ? server : client;
            byte[] flight = send(sender);
            receive(receiver, flight);
            flights.add(flight);
        }
        return new RecordedHandshake(flights);
    }

    private static byte[] send(SSLEngine engine) throws SSLException {
        ByteArrayOutputStream flight = new ByteArrayOutputStream();
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        do {
            runTasks(engine);
            engine.wrap(ByteBuffer.allocate(0), record);
            flight.write(record.array(), 0, record.position());
            record.clear();
            runTasks(engine);
        } while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
        return flight.toByteArray();
    }

    private static void receive(SSLEngine engine, byte[] flight) throws SSLException {
        ByteBuffer records = ByteBuffer.wrap(flight);
        ByteBuffer none = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        while (records.hasRemaining()) {
            SSLEngineResult result = engine.unwrap(records, none);
            if (result.getStatus() != SSLEngineResult.Status.OK) {
                throw new SSLException("Handshake ends with " + result);
            }
            runTasks(engine);
        }
    }

    private static void runTasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** The flights of client and server, in turns. */
    public List<byte[]> flights() {
        return List.copyOf(flights);
    }

    byte[] clientHello() {
        return flights.get(0);
    }

    byte[] serverHello() {
        return flights.get(1);
    }

    /** The flight with the certificate of {@code agent}. */
    byte[] clientCertificate(int agent) {
        byte[] flight = flights.get(2).clone();
        byte[] id = agentId(agent).getBytes(StandardCharsets.US_ASCII);
        agentOffsets.forEach(offset -> System.arraycopy(id, 0, flight, offset, id.length));
        return flight;
    }

    int clientCertificateLength() {
        return flights.get(2).length;
    }

    /** The number of the agent whose {@link #clientCertificate} {@code flight} is. */
    int agentOf(byte[] flight) {
        int digits = agentOffsets.get(0) + AGENT_PREFIX.length();
        return Integer.parseInt(new String(flight, digits, 12, StandardCharsets.US_ASCII), 16);
    }

    byte[] serverFinished() {
        return flights.get(3);
    }

    private static String agentId(int agent) {
        return AGENT_FORMAT.formatted(agent);
    }

    private static List<Integer> offsetsOf(String text, byte[] flight) {
        String bytes = new String(flight, StandardCharsets.ISO_8859_1);
        List<Integer> offsets = new ArrayList<>();
        for (int at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
            offsets.add(at);
        }
        return offsets;
    }
}
