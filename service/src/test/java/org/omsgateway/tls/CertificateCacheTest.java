package org.omsgateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.omsgateway.eventlog.GatewayEvent;
import org.omsgateway.testing.TestCertificates;
import org.omsgateway.testing.TlsBytes;

class CertificateCacheTest {
    private final AtomicInteger extracted = new AtomicInteger();
    private final CertificateCache<String> cache = newCache(1 << 20);

    @Test
    void readsACertificateOnceHoweverItLies() throws Exception {
        byte[] der = TestCertificates.forSubject("CN=a");
        ByteBuffer direct = ByteBuffer.allocateDirect(der.length + 2).put(1, der).position(1).limit(der.length + 1);

        assertThat(cache.get(ByteBuffer.wrap(der))).isEqualTo("CN=a");
        assertThat(cache.get(direct)).isEqualTo("CN=a");
        assertThat(extracted).hasValue(1);
        assertThat(direct.position()).isEqualTo(1);
    }

    @Test
    void tellsCertificatesApart() throws Exception {
        assertThat(cache.get(ByteBuffer.wrap(TestCertificates.forSubject("CN=a")))).isEqualTo("CN=a");
        assertThat(cache.get(ByteBuffer.wrap(TestCertificates.forSubject("CN=b")))).isEqualTo("CN=b");
    }

    @Test
    void forgetsTheLeastRecentlyUsedWhenFull() throws Exception {
        byte[] a = TestCertificates.forSubject("CN=a");
        byte[] b = TestCertificates.forSubject("CN=b");
        byte[] c = TestCertificates.forSubject("CN=c");
        CertificateCache<String> forTwo = newCache(a.length + b.length + 8);

        for (byte[] der : new byte[][] {a, b, a, c, a, b}) {
            forTwo.get(ByteBuffer.wrap(der));
        }

        assertThat(extracted).hasValue(4);
    }

    @Test
    void remembersNothingWithoutRoomButAnswers() throws Exception {
        CertificateCache<String> forNone = newCache(8);

        assertThat(forNone.get(ByteBuffer.wrap(TestCertificates.forSubject("CN=a")))).isEqualTo("CN=a");
        assertThat(forNone.get(ByteBuffer.wrap(TestCertificates.forSubject("CN=a")))).isEqualTo("CN=a");
        assertThat(extracted).hasValue(2);
    }

    @Test
    void refusesWhatIsNoCertificateEachTime() {
        assertRefused(TlsBytes.bytes("30 (1 0102)"));
        assertRefused(TlsBytes.bytes("30 (1 0102)"));
        assertThat(extracted).hasValue(1);
    }

    @Test
    void refusesWhatFailsUnchecked() {
        CertificateCache<String> failing = new CertificateCache<>(Side.CLIENT, 1 << 20, der -> {
            throw new IllegalStateException("anything");
        }, name -> 0);

        assertThat(catchThrowableOfType(RejectedException.class, () -> failing.get(ByteBuffer.allocate(1)))
                .verdict().facts()).containsExactly("Client certificate can't be read: anything");
    }

    private CertificateCache<String> newCache(long maxBytes) {
        return new CertificateCache<>(Side.CLIENT, maxBytes, der -> {
            extracted.incrementAndGet();
            return SubjectReader.read(der).toString();
        }, name -> 0);
    }

    private void assertRefused(byte[] der) {
        TlsVerdict.Rejected verdict =
                catchThrowableOfType(RejectedException.class, () -> cache.get(ByteBuffer.wrap(der))).verdict();
        assertThat(verdict.event()).isEqualTo(GatewayEvent.HANDSHAKE_UNREADABLE);
        assertThat(verdict.alert()).isEqualTo(TlsAlert.BAD_CERTIFICATE);
        assertThat(verdict.facts().get(0).toString()).startsWith("Client certificate can't be read: ");
    }
}
