package org.omsgateway.x509;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a certificate's owner: relative names from the most general to the most specific, each of one or several
 * attributes (RFC 5280, section 4.1.2.4).
 *
 * @param relativeNames in the order of the certificate or, of a name in a text, of the text
 */
public record DistinguishedName(List<List<DistinguishedName.Attribute>> relativeNames) {
    /**
     * An attribute.
     *
     * @param type as Windows shows it, such as {@code CN} or {@code OID.1.2.3}
     * @param value a string's text; of anything else the whole DER encoding, in hexadecimal
     * @param isText whether the value is a text
     */
    public record Attribute(String type, String value, boolean isText) {
        /** An attribute whose value is a string. */
        public static Attribute text(String type, String value) {
            return new Attribute(type, value, true);
        }

        static Attribute encoded(String type, String hexadecimal) {
            return new Attribute(type, hexadecimal, false);
        }

        @Override
        public String toString() {
            return type + "=" + (isText ? quote(value) : "#" + value);
        }
    }

    public static final String COMMON_NAME = "CN";
    public static final String DOMAIN_COMPONENT = "DC";

    /** As in .NET's X500NameEncoder. */
    private static final String REASONS_TO_QUOTE = ",+=\"\n<>#;";

    public DistinguishedName {
        relativeNames = relativeNames.stream().map(List::copyOf).toList();
    }

    /** The values of all attributes of {@code type} that are texts, in the order of the certificate. */
    public Stream<String> values(String type) {
        return relativeNames.stream()
                .flatMap(List::stream)
                .filter(attribute -> attribute.isText() && attribute.type().equals(type))
                .map(Attribute::value);
    }

    /**
     * The name as Windows and .NET show a subject: the most specific part first, {@code CN=a, O=b}; values with special
     * characters in double quotes. Unlike there, a backslash is doubled, so that
     * {@link DistinguishedNameParser} reads the same name.
     */
    @Override
    public String toString() {
        List<List<Attribute>> reversed = new ArrayList<>(relativeNames);
        Collections.reverse(reversed);
        return reversed.stream()
                .map(attributes -> attributes.stream().map(Attribute::toString).collect(Collectors.joining(" + ")))
                .collect(Collectors.joining(", "));
    }

    private static String quote(String value) {
        boolean plain = !value.isEmpty()
                && value.strip().length() == value.length()
                && value.chars().noneMatch(c -> REASONS_TO_QUOTE.indexOf(c) >= 0);
        String escaped = value.replace("\\", "\\\\");
        return plain ? escaped : '"' + escaped.replace("\"", "\"\"") + '"';
    }
}
