package org.omsgateway.x509;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types of a name's attributes: object identifiers, and the names that programs show in their place. */
final class AttributeTypes {
    /** Precedes the identifier of a type that has no name in Windows. */
    private static final String IDENTIFIER = "OID.";
    private static final Pattern DOTTED = Pattern.compile("[0-2](?:\\.(?:0|[1-9][0-9]*+))++");

    /**
     * Identifiers with the short names of Windows (CertNameToStr); "-" for those that Windows shows as identifiers. The
     * other names are those of OpenSSL, RFC 4519, and the dialogs of Windows.
     */
    private static final String[] TABLE = {
        "2.5.4.3 CN commonName",
        "2.5.4.4 SN surname",
        "2.5.4.5 SERIALNUMBER",
        "2.5.4.6 C countryName",
        "2.5.4.7 L localityName",
        "2.5.4.8 S ST stateOrProvinceName",
        "2.5.4.9 STREET streetAddress",
        "2.5.4.10 O organizationName",
        "2.5.4.11 OU organizationalUnitName",
        "2.5.4.12 T title",
        "2.5.4.13 - description",
        "2.5.4.15 - businessCategory",
        "2.5.4.16 - postalAddress",
        "2.5.4.17 - postalCode",
        "2.5.4.18 - postOfficeBox POBox",
        "2.5.4.19 - physicalDeliveryOfficeName",
        "2.5.4.20 - telephoneNumber Phone",
        "2.5.4.24 - x121Address X21Address",
        "2.5.4.41 - name",
        "2.5.4.42 G GN givenName",
        "2.5.4.43 I initials",
        "2.5.4.44 - generationQualifier",
        "2.5.4.45 - x500UniqueIdentifier",
        "2.5.4.46 - dnQualifier",
        "2.5.4.49 - distinguishedName",
        "2.5.4.51 - houseIdentifier",
        "2.5.4.54 - dmdName",
        "2.5.4.65 - pseudonym",
        "2.5.4.72 - role",
        "2.5.4.97 - organizationIdentifier",
        "0.9.2342.19200300.100.1.1 - UID userId",
        "0.9.2342.19200300.100.1.3 - mail rfc822Mailbox",
        "0.9.2342.19200300.100.1.25 DC domainComponent",
        "1.2.840.113549.1.9.1 E emailAddress",
        "1.2.840.113549.1.9.2 - unstructuredName",
        "1.2.840.113549.1.9.8 - unstructuredAddress",
        "1.3.6.1.4.1.311.60.2.1.1 - jurisdictionL jurisdictionLocalityName",
        "1.3.6.1.4.1.311.60.2.1.2 - jurisdictionST jurisdictionStateOrProvinceName",
        "1.3.6.1.4.1.311.60.2.1.3 - jurisdictionC jurisdictionCountryName",
    };

    private static final Map<String, String> SHOWN = new HashMap<>();
    private static final Map<String, String> NAMED = new HashMap<>();

    static {
        for (String row : TABLE) {
            String[] cells = row.split(" ");
            String shown = cells[1].equals("-") ? IDENTIFIER + cells[0] : cells[1];
            SHOWN.put(cells[0], shown);
            Arrays.stream(cells).skip(1).forEach(name -> NAMED.put(name.toLowerCase(Locale.ROOT), shown));
        }
        NAMED.remove("-");
    }

    private AttributeTypes() {}

    /** The type as Windows shows it: a short name, or {@code OID.} before the identifier. */
    static String shown(String identifier) {
        return SHOWN.getOrDefault(identifier, IDENTIFIER + identifier);
    }

    /**
     * The type that {@code text} means, as {@link #shown}: a name in any case, or an identifier with or without
     * {@code OID.} before it. Empty if it is neither.
     */
    static Optional<String> named(String text) {
        String known = NAMED.get(text.toLowerCase(Locale.ROOT));
        if (known != null) {
            return Optional.of(known);
        }
        boolean prefixed = text.regionMatches(true, 0, IDENTIFIER, 0, IDENTIFIER.length());
        String identifier = prefixed ? text.substring(IDENTIFIER.length()) : text;
        return DOTTED.matcher(identifier).matches() ? Optional.of(shown(identifier)) : Optional.empty();
    }
}
