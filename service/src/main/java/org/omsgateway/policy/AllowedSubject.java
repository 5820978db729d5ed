package org.omsgateway.policy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omsgateway.x509.DistinguishedName;
import org.omsgateway.x509.DistinguishedName.Attribute;
import org.omsgateway.x509.DistinguishedNameParser;
import org.omsgateway.x509.MalformedException;

/**
 * An entry of the allowed client certificates: a whole subject, or a common name alone. Two entries are equal if they
 * allow the same certificates: attributes are compared by type and value as in RFC 5280, section 7.1, so letter case
 * and the number of blanks do not matter. A subject may begin with its most general or its most specific part.
 */
public final class AllowedSubject implements AllowedEntry<AllowedSubject> {
    /** In characters; a longer subject is never allowed. */
    public static final int MAX_LENGTH = 1024;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final String text;
    private final boolean whole;
    private final String key;
    private final Set<String> commonNames;

    private AllowedSubject(String text, boolean whole, String key, Set<String> commonNames) {
        this.text = text;
        this.whole = whole;
        this.key = key;
        this.commonNames = commonNames;
    }

    /**
     * Reads a subject in the forms of {@link DistinguishedNameParser}, or a common name. An equals sign in a common
     * name must follow a backslash.
     *
     * @throws IllegalArgumentException if {@code text} is neither
     */
    public static AllowedSubject parse(String text) {
        try {
            return isSubject(text)
                    ? of(text, true, naming(DistinguishedNameParser.parse(text)))
                    : of(text, false, commonName(DistinguishedNameParser.parseValue(text)));
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A subject that names nobody is a slip, such as a script's empty variable. */
    private static DistinguishedName naming(DistinguishedName subject) {
        if (subject.values(DistinguishedName.COMMON_NAME).anyMatch(String::isBlank)
                || subject.relativeNames().stream().flatMap(List::stream).allMatch(part -> part.value().isBlank())) {
            throw new IllegalArgumentException("a subject without a name");
        }
        return subject;
    }

    /** The entries that would allow a certificate of {@code subject}. */
    static Stream<AllowedSubject> allowing(DistinguishedName subject) {
        int length = subject.relativeNames().stream().flatMap(List::stream).mapToInt(a -> a.value().length()).sum();
        return length > MAX_LENGTH ? Stream.empty() : Stream.concat(
                Stream.of(of("", true, subject)),
                subject.values(DistinguishedName.COMMON_NAME).map(name -> of("", false, commonName(name))));
    }

    private static DistinguishedName commonName(String value) {
        return new DistinguishedName(List.of(List.of(Attribute.text(DistinguishedName.COMMON_NAME, value))));
    }

    private static AllowedSubject of(String text, boolean whole, DistinguishedName name) {
        List<String> parts = name.relativeNames().stream().map(AllowedSubject::comparable)
                .collect(Collectors.toCollection(ArrayList::new));
        String forwards = String.join(", ", parts);
        Collections.reverse(parts);
        String backwards = String.join(", ", parts);
        return new AllowedSubject(text, whole, forwards.compareTo(backwards) < 0 ? forwards : backwards,
                name.values(DistinguishedName.COMMON_NAME).map(AllowedSubject::comparable).collect(Collectors.toSet()));
    }

    /** A relative name is a set of attributes, so their order does not matter. */
    private static String comparable(List<Attribute> relativeName) {
        return relativeName.stream()
                .map(attribute -> attribute.isText()
                        ? Attribute.text(attribute.type(), comparable(attribute.value())) : attribute)
                .map(Attribute::toString).sorted().distinct().collect(Collectors.joining(" + "));
    }

    private static String comparable(String value) {
        String lowerCase = Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return BLANKS.matcher(lowerCase.strip()).replaceAll(" ");
    }

    private static boolean isSubject(String text) {
        int equals = text.indexOf('=');
        while (equals > 0 && text.charAt(equals - 1) == '\\') {
            equals = text.indexOf('=', equals + 1);
        }
        return equals >= 0;
    }

    @Override
    public boolean overlaps(AllowedSubject other) {
        return equals(other) || whole != other.whole && !Collections.disjoint(commonNames, other.commonNames);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AllowedSubject entry && whole == entry.whole && key.equals(entry.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The entry as in the settings. */
    @Override
    public String toString() {
        return text;
    }
}
