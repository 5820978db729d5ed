package org.omsgateway.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Reads mutated certificates. The reader finds the names that Bouncy Castle finds in a certificate with the same names
 * and nothing else. A certificate that the JDK can read is read, with the same names. {@code script/fuzz oracles} runs
 * it for longer.
 */
class CertificateOraclesTest {
    /** The same in every build, because a new kind of disagreement needs a person's judgement. */
    private static final int CERTIFICATES = 10_000;
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
    private static final String REFUSED = "refused: ";

    /**
     * The reasons for which a certificate that the JDK reads may be refused. The JDK ignores bytes after the value of
     * an extension, accepts any byte as a letter, drops an extension that it cannot read when the same extension comes
     * again, and does not check every length and type.
     */
    private static final Pattern STRICTER = Pattern.compile(REFUSED + "It has (\\d+ bytes too many"
            + "|a DNS name with a byte 0x.*|subjectAltName twice|an element of type 0x.. instead of 0x.."
            + "|an element whose length is not encoded in the shortest form)");

    /** The JDK shows a common name that is no string as its bytes. Such a name names no host and is left out here. */
    private static final Pattern NO_STRING = Pattern.compile("#(?:[0-9a-f]{2})*");

    private final Map<String, Integer> outcomes = new TreeMap<>();
    /** One certificate of each kind. */
    private final Map<String, String> unexplained = new TreeMap<>();

    @Test
    void readsWhatTheJdkAndBouncyCastleRead() {
        List<byte[]> seeds = CertificateFuzz.seeds();
        long start = System.nanoTime();
        long first = Long.getLong("fuzz.seed", 1);
        for (int i = 0; i < CERTIFICATES || System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS); i++) {
            long seed = first + i;
            compare(seed, new CertificateMutator(seed).mutate(seeds.get((int) (seed % seeds.size()))));
        }
        System.out.println("Certificates: " + outcomes);
        assertThat(unexplained.values()).isEmpty();
    }

    private void compare(long seed, byte[] der) {
        String names = read(CertificateOraclesTest::own, der);
        String jdk = read(CertificateOracles::jdk, der);
        boolean readByJdk = !jdk.startsWith(REFUSED);
        boolean explained;
        if (names.startsWith(REFUSED)) {
            count(readByJdk ? "refused, read by the JDK" : "refused by both");
            explained = !readByJdk || STRICTER.matcher(names).matches();
        } else {
            count(readByJdk ? "read by both" : "read, refused by the JDK");
            explained = agrees(names, read(CertificateOracles::reduced, der)) && (!readByJdk || agrees(names, jdk));
        }
        if (!explained) {
            unexplained.putIfAbsent(names.replaceAll("[0-9]+", "#"), "seed " + seed + ": " + names + "; JDK: " + jdk
                    + "; reduced: " + read(CertificateOracles::reduced, der) + "; " + HexFormat.of().formatHex(der));
        }
    }

    private static boolean agrees(String names, String ofOracle) {
        return names.equals(ofOracle) || NO_STRING.matcher(ofOracle).matches();
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static String own(byte[] der) throws MalformedException {
        return CertificateReader.names(ByteBuffer.wrap(der)).toString();
    }

    private static String read(CertificateOracles.Oracle oracle, byte[] der) {
        try {
            return oracle.names(der);
        } catch (Exception e) {
            return REFUSED + e.getMessage();
        }
    }
}
