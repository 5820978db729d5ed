package org.omsgateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Targets of CONNECT and entries of the allowed hosts are either refused or have one canonical form, and no policy
 * allows a target that it does not name.
 *
 * <pre>
 *   target "\n" pattern
 * </pre>
 */
public final class DestinationFuzz {
    private DestinationFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        Optional<Destination> destination = parsed(Destination::parse, lines[0]);
        Optional<HostPattern> pattern = parsed(HostPattern::parse, lines[lines.length - 1]);
        destination.ifPresent(DestinationFuzz::assertCanonical);
        pattern.ifPresent(allowed -> assertThat(HostPattern.parse(allowed.toString())).isEqualTo(allowed));
        if (destination.isPresent() && pattern.isPresent()) {
            assertDecidedByTheLetter(destination.get(), pattern.get());
            assertOverlaps(destination.get().host(), pattern.get());
        }
    }

    public static List<byte[]> seeds() {
        return Stream.of(
                "a.ods.example:443\n*.ods.example", "A.Example.:443\na.example", "a.example:80\n.example",
                "[2001:db8::1]:443\n2001:db8::1", "[::ffff:192.0.2.7]:443\n192.0.2.7", "192.0.2.7:443\n*.0.2.7",
                "azgn1.ods.example:443\nazgn*.ods.example", "ab1.ods.example:443\nazgn*.ods.example",
                "azgn1.ods.example:443\nazgn*x.ods.example", "azgn.ods.example:443\nazgn1*2.ods.example",
                "ab.example:443\nb*.example", "ab.example:443\na*b.example", "a.b.example:443\n*.example",
                "xn--bcher-kva.example:443\nbücher.example", "0x7f000001:443\n127.0.0.1", "a..b:443\n*.", ":443\n*")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static <T> Optional<T> parsed(Function<String, T> parser, String text) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return Optional.empty();
        }
    }

    private static void assertCanonical(Destination destination) {
        assertThat(destination.host()).matches("[a-z0-9._:-]+");
        assertThat(destination.port()).isBetween(1, 65535);
        assertThat(Destination.parse(destination.authority())).isEqualTo(destination);
    }

    private static void assertDecidedByTheLetter(Destination destination, HostPattern pattern) {
        boolean allowed = names(pattern, destination.host()) && destination.port() == Destination.HTTPS;
        assertThat(new DestinationPolicy(List.of(pattern)).decide(destination) == Decision.ALLOWED).isEqualTo(allowed);
    }

    /** Two patterns that name the same host overlap, and a pattern overlaps with a host only if it names the host. */
    private static void assertOverlaps(String host, HostPattern pattern) {
        HostPattern exact = HostPattern.parse(host);
        assertThat(pattern.overlaps(exact)).isEqualTo(names(pattern, host)).isEqualTo(exact.overlaps(pattern));
        Stream.of(host.replaceFirst("[^.]*", "*"), host.replaceFirst("[^.]?\\.", "*."),
                        host.replaceFirst("[^.]", "*"))
                .flatMap(text -> parsed(HostPattern::parse, text).stream())
                .forEach(other -> {
                    assertThat(pattern.overlaps(other)).isEqualTo(other.overlaps(pattern));
                    if (names(pattern, host) && names(other, host)) {
                        assertThat(pattern.overlaps(other)).isTrue();
                    }
                });
    }

    private static boolean names(HostPattern pattern, String host) {
        return pattern.anyBelow() ? host.endsWith("." + pattern.host())
                : host.matches(pattern.host().replace(".", "\\.").replace("*", "[^.]*"));
    }
}
