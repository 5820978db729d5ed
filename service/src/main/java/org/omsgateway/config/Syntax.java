package org.omsgateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.omsgateway.policy.AddressRange;
import org.omsgateway.policy.AllowedSubject;
import org.omsgateway.policy.BypassEntry;
import org.omsgateway.policy.Destination;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.policy.RelayBypass;
import org.omsgateway.policy.ServerName;

/**
 * How a value is written.
 *
 * @param expected what may be written, for error messages
 * @param reader returns the meaning of a value; throws {@link IllegalArgumentException} for anything else
 * @param speller returns the usual spelling of a value, and any other text as it is
 */
record Syntax<T>(Expected expected, Function<String, T> reader, UnaryOperator<String> speller) {
    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Pattern RELAY_PROXY =
            Pattern.compile("(?:http://)?(\\[[^\\]]*]|[^:/?#@\\[\\]]*)(?::([0-9]{1,5}))?/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern RELAY_CREDENTIAL = Pattern.compile("([^=]*+)=([^:]++):(.++)", Pattern.DOTALL);
    /** Sharp s in both cases, final sigma, and the zero-width (non-)joiner. */
    private static final String IDNA_DEVIATIONS = "\u00DF\u1E9E\u03C2\u200C\u200D";
    private static final int HTTP = 80;

    Syntax(Expected expected, Function<String, T> reader) {
        this(expected, reader, UnaryOperator.identity());
    }

    /** @throws WrongValueException if {@code text} has no meaning */
    T parse(String text) {
        try {
            return reader.apply(text);
        } catch (WrongValueException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WrongValueException(expected);
        }
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
        Function<String, Optional<C>> reader =
                text -> choices.stream().filter(choice -> name.apply(choice).equalsIgnoreCase(text)).findFirst();
        return new Syntax<>(expected, text -> reader.apply(text).orElseThrow(IllegalArgumentException::new),
                text -> reader.apply(text).map(name).orElse(text));
    }

    static Syntax<InetAddress> address() {
        return new Syntax<>(Expected.of("Address", "an IPv4 or IPv6 address of this machine"), text -> {
            requireOneReading(text);
            HostPattern host = HostPattern.parse(text);
            require(host.isExact() && new Destination(host.host(), Destination.HTTPS).isAddress());
            try {
                // An address is not looked up.
                return InetAddress.getByName(host.host());
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    static Syntax<HostPattern> hostPattern() {
        return new Syntax<>(Expected.of("Host", HostPattern.EXPECTED), text -> {
            requireOneReading(text);
            return HostPattern.parse(text);
        });
    }

    static Syntax<AddressRange> clients() {
        return new Syntax<>(Expected.of("Clients", "an IP address, a CIDR block such as 10.1.0.0/16, or a range such as"
                + " 10.1.0.5-10.1.0.9 from a lower to a higher address"), text -> {
            AddressRange range = AddressRange.parse(text);
            int slash = text.indexOf('/');
            if (slash >= 0 && !AddressRange.parse(text.substring(0, slash)).first().equals(range.first())) {
                throw new WrongValueException(
                        Expected.of("BlockStart", "%s, because a CIDR block begins with its first address", range));
            }
            return range;
        }, Syntax::clientsAsInTheFirewall);
    }

    /** The firewall takes neither blanks in a range nor IPv4-mapped addresses. */
    private static String clientsAsInTheFirewall(String text) {
        try {
            AddressRange range = AddressRange.parse(text);
            boolean isMapped = range.isIpv4() && text.indexOf(':') >= 0;
            return isMapped ? range.toString() : text.replaceAll("\\s", "");
        } catch (IllegalArgumentException wrong) {
            return text;
        }
    }

    static Syntax<ServerName> serverName() {
        return new Syntax<>(Expected.of("ServerName", "host=name: a host as clients name it, and a name in its server's"
                + " certificate, perhaps with *. in front"), text -> {
            requireOneReading(text);
            return ServerName.parse(text);
        });
    }

    /** A proxy without its credential. */
    static Syntax<RelayProxy> relayProxy() {
        Expected expected = Expected.of("RelayProxy", "http://host:port, host:port, or a host or IP address alone for"
                + " port 80; no https, user name, password or path");
        return new Syntax<>(expected, text -> {
            requireOneReading(text);
            Matcher parts = RELAY_PROXY.matcher(text);
            require(parts.matches());
            HostPattern host = HostPattern.parse(parts.group(1));
            int port = parts.group(2) == null ? HTTP : Integer.parseInt(parts.group(2));
            require(host.isExact() && port >= 1 && port <= 65535);
            return new RelayProxy(host.host(), port, Optional.empty());
        });
    }

    /** An element of the list of schemes that are allowed. */
    static Syntax<Set<AuthenticationScheme>> authentication() {
        List<Set<AuthenticationScheme>> choices = new ArrayList<>();
        choices.add(EnumSet.allOf(AuthenticationScheme.class));
        for (AuthenticationScheme scheme : AuthenticationScheme.values()) {
            choices.add(EnumSet.of(scheme));
        }
        return choice(choices, schemes -> schemes.size() == 1 ? schemes.iterator().next().toString() : "Auto");
    }

    /** An entry of the list of destinations to dial without a relay proxy. */
    static Syntax<BypassEntry> bypass() {
        return new Syntax<>(Expected.of("Bypass", RelayBypass.EXPECTED), text -> {
            requireOneReading(text);
            BypassEntry entry = RelayBypass.parse(text);
            return entry instanceof AddressRange ? clients().parse(text) : entry;
        });
    }

    /** The credential of one relay proxy; a failure says nothing of it. */
    static Syntax<RelayCredential> relayCredential() {
        Expected expected = Expected.of("RelayCredential", "proxy=user:password, with a proxy as in"
                + " RelayProxyAddress; user and password of at most %s characters each",
                RelayProxy.Credential.MAX_LENGTH);
        return new Syntax<>(expected, text -> {
            Matcher parts = RELAY_CREDENTIAL.matcher(text);
            require(parts.matches());
            try {
                return new RelayCredential(relayProxy().parse(parts.group(1).strip()).authority(),
                        new RelayProxy.Credential(username().parse(parts.group(2)),
                                text(RelayProxy.Credential.MAX_LENGTH).parse(parts.group(3))));
            } catch (WrongValueException wrongPart) {
                throw new WrongValueException(expected);
            }
        });
    }

    /** A user name for Basic authentication (RFC 7617, section 2). */
    static Syntax<String> username() {
        Syntax<String> text = text(RelayProxy.Credential.MAX_LENGTH);
        Expected expected = Expected.of("UserName",
                "a text of at most %s characters, no control characters and no colon",
                RelayProxy.Credential.MAX_LENGTH);
        return new Syntax<>(expected, name -> {
            require(!name.contains(":"));
            return text.parse(name);
        });
    }

    static Syntax<AllowedSubject> subject() {
        Syntax<String> text = text(AllowedSubject.MAX_LENGTH);
        Expected expected = Expected.of("Subject", "a common name, or a subject as Windows or OpenSSL shows one"
                + " (CN=name, O=company); at most %s characters, no control characters; in a common name, \\= for an"
                + " equals sign", AllowedSubject.MAX_LENGTH);
        return new Syntax<>(expected, subject -> AllowedSubject.parse(text.parse(subject)));
    }

    static Syntax<String> text(int maximumLength) {
        Expected expected =
                Expected.of("Text", "a text of at most %s characters, no control characters", maximumLength);
        return new Syntax<>(expected, text -> {
            require(text.length() <= maximumLength && text.chars().noneMatch(Character::isISOControl));
            return text;
        });
    }

    /**
     * Refuses what looks like a host and is not what it looks like: quotes of a word processor, and letters that one
     * program maps as IDNA 2003 and another one as IDNA 2008 (the deviations of UTS 46), so that a name has two hosts.
     */
    private static void requireOneReading(String text) {
        text.codePoints().forEach(c -> {
            if (c >= 0x2018 && c <= 0x201F) {
                throw new WrongValueException(Expected.of("NoTypographicQuote", "no typographic quotation mark such as"
                        + " %s, which word processors put in the place of a straight one", named(c)));
            }
            if (IDNA_DEVIATIONS.indexOf(c) >= 0) {
                throw new WrongValueException(Expected.of("NoAmbiguousLetter", "the ASCII form of the name, which"
                        + " begins with xn--, because IDNA 2003 and IDNA 2008 read %s differently", named(c)));
            }
        });
    }

    /** A character that may be invisible, or look like another one. */
    private static String named(int character) {
        return "U+%04X (%s)".formatted(character, Character.getName(character));
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
