package org.omsgateway.x509;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Reads a {@link DistinguishedName} from its DER encoding (RFC 5280, appendix A.1).
 *
 * <pre>
 *   Name ::= SEQUENCE OF SET OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }
 * </pre>
 */
final class DistinguishedNameReader {
    /** The character encoding of each string type, by tag. */
    private static final Map<Integer, Charset> STRINGS = Map.of(
            0x0c, StandardCharsets.UTF_8,
            0x12, StandardCharsets.US_ASCII,
            0x13, StandardCharsets.US_ASCII,
            0x14, StandardCharsets.ISO_8859_1,
            0x16, StandardCharsets.US_ASCII,
            0x1a, StandardCharsets.US_ASCII,
            0x1c, Charset.forName("UTF-32BE"),
            0x1e, StandardCharsets.UTF_16BE);

    /** The short names of Windows (CertNameToStr), by identifier. Windows shows any other type as {@code OID.1.2.3}. */
    private static final Map<ByteBuffer, String> TYPES = Map.ofEntries(
            type("550403", DistinguishedName.COMMON_NAME),
            type("550404", "SN"),
            type("550405", "SERIALNUMBER"),
            type("550406", "C"),
            type("550407", "L"),
            type("550408", "S"),
            type("550409", "STREET"),
            type("55040a", "O"),
            type("55040b", "OU"),
            type("55040c", "T"),
            type("55042a", "G"),
            type("55042b", "I"),
            type("0992268993f22c640119", DistinguishedName.DOMAIN_COMPONENT),
            type("2a864886f70d010901", "E"));

    private DistinguishedNameReader() {}

    /** Reads the relative names in {@code name}, the content of the outer SEQUENCE. */
    static DistinguishedName read(ByteReader name) throws MalformedException {
        List<List<DistinguishedName.Attribute>> relativeNames = new ArrayList<>();
        while (name.remaining() > 0) {
            ByteReader relativeName = Der.element(name, Der.SET);
            List<DistinguishedName.Attribute> attributes = new ArrayList<>(1);
            while (relativeName.remaining() > 0) {
                attributes.add(readAttribute(Der.element(relativeName, Der.SEQUENCE)));
            }
            relativeNames.add(attributes);
        }
        return new DistinguishedName(relativeNames);
    }

    private static DistinguishedName.Attribute readAttribute(ByteReader attribute) throws MalformedException {
        String type = readType(Der.element(attribute, Der.OBJECT_IDENTIFIER));
        int tag = Der.tag(attribute);
        byte[] value = Der.content(attribute).restAsBytes();
        attribute.end();
        Charset charset = STRINGS.get(tag);
        return new DistinguishedName.Attribute(
                type,
                charset == null ? "#" + HexFormat.of().formatHex(value) : new String(value, charset));
    }

    private static String readType(ByteReader identifier) throws MalformedException {
        String known = TYPES.get(identifier.asBuffer());
        return known == null ? "OID." + dotted(identifier) : known;
    }

    private static Map.Entry<ByteBuffer, String> type(String identifier, String name) {
        return Map.entry(ByteBuffer.wrap(HexFormat.of().parseHex(identifier)), name);
    }

    /** An object identifier in dotted numbers (X.690, section 8.19). */
    private static String dotted(ByteReader identifier) throws MalformedException {
        StringBuilder dotted = new StringBuilder();
        while (identifier.remaining() > 0) {
            long number = 0;
            int next;
            do {
                next = identifier.uint8();
                if (number > Long.MAX_VALUE >> 7) {
                    throw identifier.malformed("has an object identifier out of range");
                }
                number = number << 7 | next & 0x7f;
            } while ((next & 0x80) != 0);
            if (dotted.length() == 0) {
                long root = Math.min(number / 40, 2);
                dotted.append(root).append('.').append(number - 40 * root);
            } else {
                dotted.append('.').append(number);
            }
        }
        return dotted.toString();
    }
}
