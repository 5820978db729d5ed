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
 * @param relativeNames in the order of the certificate
 */
public record DistinguishedName(List<List<DistinguishedName.Attribute>> relativeNames) {
    /** The type of an attribute as Windows shows it, such as {@code CN} or {@code OID.1.2.3}, and its value. */
    public record Attribute(String type, String value) {}

    public static final String COMMON_NAME = "CN";
    public static final String DOMAIN_COMPONENT = "DC";

    /** As in .NET's X500NameEncoder, which does not quote because of a backslash. */
    private static final String REASONS_TO_QUOTE = ",+=\"\n<>#;";

    public DistinguishedName {
        relativeNames = relativeNames.stream().map(List::copyOf).toList();
    }

    /** The values of all attributes of {@code type}, in the order of the certificate. */
    public Stream<String> values(String type) {
        return relativeNames.stream()
                .flatMap(List::stream)
                .filter(attribute -> attribute.type().equals(type))
                .map(Attribute::value);
    }

    /**
     * The name as Windows and .NET show a subject: the most specific part first, {@code CN=a, O=b}; values with special
     * characters in double quotes.
     */
    @Override
    public String toString() {
        List<List<Attribute>> reversed = new ArrayList<>(relativeNames);
        Collections.reverse(reversed);
        return format(reversed);
    }

    /** The same in the order of the certificate, as OpenSSL shows it. */
    public String toStringInOrder() {
        return format(relativeNames);
    }

    private static String format(List<List<Attribute>> relativeNames) {
        return relativeNames.stream()
                .map(relativeName -> relativeName.stream()
                        .map(attribute -> attribute.type() + "=" + quote(attribute.value()))
                        .collect(Collectors.joining(" + ")))
                .collect(Collectors.joining(", "));
    }

    private static String quote(String value) {
        boolean plain = !value.isEmpty()
                && value.strip().length() == value.length()
                && value.chars().noneMatch(c -> REASONS_TO_QUOTE.indexOf(c) >= 0);
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
