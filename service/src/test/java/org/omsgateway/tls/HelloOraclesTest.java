package org.omsgateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Reads generated and mutated ClientHellos. The reader finds the server name, the versions and the session that Bouncy
 * Castle finds, and the server name that the JDK's engine finds. Disagreements have one of a few known reasons.
 * {@code script/fuzz oracles} runs it for longer.
 */
class HelloOraclesTest {
    /** The same in every build, because a new kind of disagreement needs a person's judgement. */
    private static final int HELLOS = 30_000;
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
    private static final String REFUSED = "refused: ";

    private static final String JDK = "JDK";
    private static final String BOUNCY_CASTLE = "Bouncy Castle";

    /**
     * A disagreement that is as it should be.
     *
     * @param library matches the other library's name
     * @param own matches what the gateway reads, or why it refuses
     * @param other matches the same of the other library
     */
    private record Explained(String library, String own, String other) {
        boolean fits(String library, String own, String other) {
            return matches(this.library, library) && matches(this.own, own) && matches(this.other, other);
        }

        /** A name may have any character, line breaks among them. */
        private static boolean matches(String pattern, String text) {
            return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches();
        }
    }

    private static final String EACH = ".*";
    private static final String READ = "(?!" + REFUSED + ").*";

    private static final List<Explained> EXPLAINED = List.of(
            // The gateway reads one host name and nothing else, because readers differ in which of several they take.
            new Explained(EACH, REFUSED + "server_name has (an entry of type|\\d+ bytes too many).*", READ),
            // Whatever a name that is no host name is, it is not the tunnel's host.
            new Explained(EACH, ".*[^A-Za-z0-9. -].*", REFUSED + "Illegal server name.*"),
            // The gateway leaves keys, compression methods, and what other extensions hold to the server. The JDK looks
            // at them, each release closer than the one before and in other words, and wants a name without blanks or
            // a dot at its end.
            new Explained(JDK, READ, REFUSED + "(?!.*(server_name|supported_versions)).*"),
            new Explained(BOUNCY_CASTLE, READ, REFUSED + "handshake_failure\\(40\\).*"),
            // Bouncy Castle asks for the order of TLS 1.3 in every version.
            new Explained(BOUNCY_CASTLE, READ, REFUSED + "illegal_parameter\\(47\\); 'pre_shared_key' MUST be last.*"),
            // The gateway is stricter: every length fits, no list is empty, and no extension is there twice (RFC 8446,
            // section 4.2). The JDK ignores the rest of some extensions and bytes after the last one.
            new Explained(EACH, REFUSED + ".*(is empty|is cut short|has \\d+ bytes.*|is there twice.*)", READ));

    /** One way to read a ClientHello. */
    private interface Oracle {
        String read(byte[] body) throws Exception;
    }

    private final Map<String, Integer> outcomes = new TreeMap<>();
    /** One ClientHello of each kind. */
    private final Map<String, String> unexplained = new TreeMap<>();

    @Test
    void readsWhatTheJdkAndBouncyCastleRead() {
        long start = System.nanoTime();
        long seed = Long.getLong("fuzz.seed", 1);
        for (int i = 0; i < HELLOS || System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS); i++) {
            byte[] body = new HelloGenerator(seed + i).next();
            String own = read(HelloOracles::own, body);
            compare(BOUNCY_CASTLE, own, read(HelloOracles::bouncyCastle, body), body);
            compare(JDK, own.startsWith(REFUSED) ? own : own.substring(0, own.indexOf(' ')),
                    read(HelloOracles::jdk, body), body);
        }
        System.out.println("ClientHellos: " + outcomes);
        assertThat(unexplained.values()).isEmpty();
    }

    private void compare(String library, String own, String other, byte[] body) {
        if (other.equals(HelloOracles.UNREAD)) {
            outcomes.merge("not read by " + library, 1, Integer::sum);
            return;
        }
        boolean refused = other.startsWith(REFUSED);
        String outcome = own.startsWith(REFUSED) ? refused ? "refused by both, also by " : "refused, read by "
                : refused ? "read, refused by " : own.equals(other) ? "read alike by " : "read unlike ";
        outcomes.merge(outcome + library, 1, Integer::sum);
        boolean alike = own.equals(other) || outcome.startsWith("refused by both");
        if (!alike && EXPLAINED.stream().noneMatch(reason -> reason.fits(library, own, other))) {
            String kind = library + ": " + outcome + (own + " / " + other).replaceAll("[0-9]+", "#");
            unexplained.putIfAbsent(kind, kind + ": " + own + " / " + other + " "
                    + HexFormat.of().formatHex(body));
        }
    }

    private static String read(Oracle oracle, byte[] body) {
        try {
            return oracle.read(body);
        } catch (RejectedException e) {
            return REFUSED + e.verdict().facts();
        } catch (Exception e) {
            return REFUSED + e.getMessage();
        }
    }
}
