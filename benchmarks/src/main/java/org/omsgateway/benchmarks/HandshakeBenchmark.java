package org.omsgateway.benchmarks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.omsgateway.benchmarks.load.RecordedHandshake;
import org.omsgateway.policy.ClientCertificatePolicy;
import org.omsgateway.tls.HandshakeRules;
import org.omsgateway.tls.HandshakeTrace;
import org.omsgateway.tls.HandshakeVerifier;
import org.omsgateway.tls.Side;
import org.omsgateway.tls.TlsVerdict;
import org.omsgateway.tls.TlsVersion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the verification of one full handshake of TLS 1.2 with client certificate, in direct buffers as they come
 * from sockets. After {@code ./script/build}:
 * {@code java -cp 'benchmarks/target/lib/*' org.openjdk.jmh.Main HandshakeBenchmark -prof gc}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HandshakeBenchmark {
    private final HandshakeRules rules = new HandshakeRules(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2, false, true,
            new ClientCertificatePolicy(List.of(Workspace.ID), List.of()));
    private List<ByteBuffer> flights;

    @Setup
    public void record() throws GeneralSecurityException, SSLException {
        flights = RecordedHandshake.record().flights().stream()
                .map(flight -> ByteBuffer.allocateDirect(flight.length).put(flight).flip())
                .toList();
    }

    /** Each flight in one segment. */
    @Benchmark
    public TlsVerdict inWholeFlights() {
        return verify(Integer.MAX_VALUE);
    }

    /** The same in segments of Ethernet's size, which split messages. */
    @Benchmark
    public TlsVerdict inSegments() {
        return verify(1448);
    }

    private TlsVerdict verify(int segment) {
        HandshakeVerifier verifier = new HandshakeVerifier(Workspace.HOST, rules, HandshakeTrace.NONE);
        TlsVerdict verdict = TlsVerdict.NeedMore.NEED_MORE;
        for (int i = 0; i < flights.size(); i++) {
            ByteBuffer flight = flights.get(i);
            int length = flight.capacity();
            for (int start = 0; start < length; start += Math.min(segment, length)) {
                flight.limit(Math.min(length - start, segment) + start).position(start);
                verdict = verifier.read(i % 2 == 0 ? Side.CLIENT : Side.SERVER, flight);
            }
        }
        if (!(verdict instanceof TlsVerdict.Verified)) {
            throw new IllegalStateException("Not verified: " + verdict);
        }
        return verdict;
    }
}
