package org.omsgateway.x509;

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
        String type = AttributeTypes.shown(dotted(Der.element(attribute, Der.OBJECT_IDENTIFIER)));
        return readValue(type, attribute);
    }

    /** Reads the value of an attribute of {@code type}, which is the rest of {@code encoding}. */
    static DistinguishedName.Attribute readValue(String type, ByteReader encoding) throws MalformedException {
        ByteReader whole = encoding.copy();
        int tag = Der.tag(encoding);
        byte[] content = Der.content(encoding).restAsBytes();
        encoding.end();
        Charset charset = STRINGS.get(tag);
        return charset == null
                ? DistinguishedName.Attribute.encoded(type, HexFormat.of().formatHex(whole.restAsBytes()))
                : DistinguishedName.Attribute.text(type, new String(content, charset));
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
