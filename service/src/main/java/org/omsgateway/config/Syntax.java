package org.omsgateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.omsgateway.policy.Destination;
import org.omsgateway.policy.HostPattern;

/**
 * How a value is written.
 *
 * @param expected what may be written, for error messages
 * @param reader returns the meaning of a value; throws {@link IllegalArgumentException} for anything else
 */
record Syntax<T>(Expected expected, Function<String, T> reader) {
    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Pattern RELAY_PROXY =
            Pattern.compile("(?:http://)?(\\[[^\\]]*]|[^:/?#@\\[\\]]*)(?::([0-9]{1,5}))?/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SINGLE_BACKSLASH_AT_END = Pattern.compile("(?<!\\\\)\\\\(?:\\\\\\\\)*$");
    private static final int HTTP = 80;

    T parse(String text) {
        return reader.apply(text);
    }

    static Syntax<Integer> integer(int minimum, int maximum) {
        return new Syntax<>(Expected.of("WholeNumber", "a whole number from %s to %s", minimum, maximum), text -> {
            require(INTEGER.matcher(text).matches());
            int number = Integer.parseInt(text);
            require(number >= minimum && number <= maximum);
            return number;
        });
    }

    static Syntax<Duration> duration(Duration minimum, Duration maximum) {
        Expected expected = Expected.of("Duration", "a duration from %s to %s, such as 500ms, 15s or 2m",
                inUnits(minimum), inUnits(maximum));
        return new Syntax<>(expected, text -> {
            Matcher parts = DURATION.matcher(text.toLowerCase(Locale.ROOT));
            require(parts.matches());
            long count = Long.parseLong(parts.group(1));
            Duration duration = switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
            require(duration.compareTo(minimum) >= 0 && duration.compareTo(maximum) <= 0);
            return duration;
        });
    }

    /** One of {@code choices}, written as {@code name} says, in any case. */
    static <C> Syntax<C> choice(List<C> choices, Function<C, String> name) {
        Expected expected = Expected.of("Choice", "one of %s",
                choices.stream().map(name).collect(Collectors.joining(", ")));
        return new Syntax<>(expected, text -> choices.stream()
                .filter(choice -> name.apply(choice).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    static Syntax<InetAddress> address() {
        return new Syntax<>(Expected.of("Address", "an IPv4 or IPv6 address of this machine"), text -> {
            HostPattern host = HostPattern.parse(text);
            require(!host.anyBelow() && new Destination(host.host(), Destination.HTTPS).isAddress());
            try {
                // An address is not looked up.
                return InetAddress.getByName(host.host());
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    static Syntax<HostPattern> hostPattern() {
        return new Syntax<>(Expected.of("Host", HostPattern.EXPECTED), HostPattern::parse);
    }

    /** A proxy without its credential. */
    static Syntax<RelayProxy> relayProxy() {
        Expected expected = Expected.of("RelayProxy", "http://host:port, host:port, or a host or IP address alone for"
                + " port 80; no https, user name, password or path");
        return new Syntax<>(expected, text -> {
            Matcher parts = RELAY_PROXY.matcher(text);
            require(parts.matches());
            HostPattern host = HostPattern.parse(parts.group(1));
            int port = parts.group(2) == null ? HTTP : Integer.parseInt(parts.group(2));
            require(!host.anyBelow() && port >= 1 && port <= 65535);
            return new RelayProxy(host.host(), port, Optional.empty());
        });
    }

    /** A user name for Basic authentication (RFC 7617, section 2). */
    static Syntax<String> username() {
        Syntax<String> text = text(256);
        Expected expected = Expected.of("UserName",
                "a text of at most %s characters, no control characters and no colon", 256);
        return new Syntax<>(expected, name -> {
            require(!name.contains(":"));
            return text.parse(name);
        });
    }

    /** A subject, whose escapes are those of RFC 4514, or its common name alone. */
    static Syntax<String> subject() {
        Syntax<String> text = text(1024);
        Expected expected = Expected.of("Subject",
                "a text of at most %s characters, no control characters and no single backslash at the end", 1024);
        return new Syntax<>(expected, subject -> {
            require(!SINGLE_BACKSLASH_AT_END.matcher(subject).find());
            return text.parse(subject);
        });
    }

    static Syntax<String> text(int maximumLength) {
        Expected expected =
                Expected.of("Text", "a text of at most %s characters, no control characters", maximumLength);
        return new Syntax<>(expected, text -> {
            require(text.length() <= maximumLength && text.chars().noneMatch(Character::isISOControl));
            return text;
        });
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }

    private static String inUnits(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSecondsPart() != 0 || duration.isZero()) {
            return duration.toSeconds() + "s";
        }
        return duration.toMinutesPart() != 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
    }
}
