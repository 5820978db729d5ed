package org.omsgateway.tls;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Reads each distinct certificate once. The least recently used are forgotten when all together hold more bytes than
 * allowed. Safe for any thread.
 *
 * @param <T> what is of interest in a certificate
 */
final class CertificateCache<T> {
    /** Takes from a certificate what is of interest. */
    interface Extractor<T> {
        T extract(ByteBuffer der) throws CertificateException, RejectedException;
    }

    /** Names of one letter take far more heap than in the encoding. */
    private static final int HEAP_PER_PART = 128;

    /** SHA-256 of the certificate's encoding. */
    private record Fingerprint(long first, long second, long third, long fourth) {}

    /** Either the value or what is wrong with the certificate. */
    private record Entry<T>(T value, RejectedException problem, int bytes) {}

    private final Side side;
    private final long maxBytes;
    private final Extractor<T> extractor;
    private final ToIntFunction<T> parts;
    private final Map<Fingerprint, Entry<T>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * @param maxBytes of heap, about, that all values remembered together may take
     * @param parts how many names or attributes a value consists of
     */
    CertificateCache(Side side, long maxBytes, Extractor<T> extractor, ToIntFunction<T> parts) {
        this.side = side;
        this.maxBytes = maxBytes;
        this.extractor = extractor;
        this.parts = parts;
    }

    /** What is of interest in the certificate {@code der}; one that can't be read ends in event 402. */
    T get(ByteBuffer der) throws RejectedException {
        Fingerprint fingerprint = fingerprint(der.duplicate());
        Entry<T> entry;
        synchronized (entries) {
            entry = entries.get(fingerprint);
        }
        if (entry == null) {
            entry = read(der);
            remember(fingerprint, entry);
        }
        if (entry.problem() != null) {
            throw entry.problem();
        }
        return entry.value();
    }

    private void remember(Fingerprint fingerprint, Entry<T> entry) {
        synchronized (entries) {
            Entry<T> same = entries.put(fingerprint, entry);
            bytes += entry.bytes() - (same == null ? 0 : same.bytes());
            Iterator<Entry<T>> eldest = entries.values().iterator();
            while (bytes > maxBytes) {
                bytes -= eldest.next().bytes();
                eldest.remove();
            }
        }
    }

    private Entry<T> read(ByteBuffer der) {
        int length = der.remaining();
        try {
            T value = extractor.extract(der);
            return new Entry<>(value, null, length + HEAP_PER_PART * parts.applyAsInt(value));
        } catch (CertificateException | RuntimeException e) {
            // Some malformed certificates make the JDK fail unchecked.
            return new Entry<>(null, unreadable(e.getMessage()), length);
        } catch (RejectedException e) {
            return new Entry<>(null, unreadable(e.verdict().facts().get(0)), length);
        }
    }

    private RejectedException unreadable(Object cause) {
        return RejectedException.unreadable(TlsAlert.BAD_CERTIFICATE, side + " certificate can't be read: " + cause);
    }

    private static Fingerprint fingerprint(ByteBuffer der) {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
        sha256.update(der);
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        return new Fingerprint(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }
}
