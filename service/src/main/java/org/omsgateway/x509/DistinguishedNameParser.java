package org.omsgateway.x509;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads a {@link DistinguishedName} from a text. Takes the forms in which programs show a subject:
 *
 * <pre>
 *   CN=a b, OU="c, d", S=e + STREET="f ""g"""     Windows, .NET; .NET and OpenSSL quote a value as a whole
 *   CN=a b,OU=c\, d,ST=e+street=f \"g\"           RFC 2253, RFC 4514; openssl x509 -nameopt RFC2253
 *   O = h, OU = "c, d", CN = a\C3\A4, 1.2.3 = #0500     openssl x509 -nameopt oneline, its default
 *   /O=h/OU=c, d/CN=a\xC3\xA4/emailAddress=x@y    openssl x509 -nameopt compat
 * </pre>
 *
 * <p>A {@code subject=} in front, as {@code openssl x509 -subject} writes, is passed over. After a backslash come a
 * special character, or UTF-8 bytes in hexadecimal; any other backslash is meant literally, as Windows writes it. In
 * the form with slashes, only a slash before a known type and an equals sign begins a part.
 */
public final class DistinguishedNameParser {
    private static final String PREFIX = "subject=";
    private static final char NONE = '\0';
    /** The characters that RFC 4514, section 2.4, allows after a backslash. */
    private static final String SPECIALS = "\\\"+,;<>#= /";

    private final String text;
    /** Between relative names. */
    private final char separator;
    private int position;

    private DistinguishedNameParser(String text) {
        this.text = text;
        this.separator = text.startsWith("/") ? '/' : ',';
        this.position = separator == '/' ? 1 : 0;
    }

    /**
     * Reads a name, which may begin with its most general or its most specific part.
     *
     * @throws MalformedException if {@code text} is not a name, or an attribute's type is not known
     */
    public static DistinguishedName parse(String text) throws MalformedException {
        boolean prefixed = text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
        return new DistinguishedNameParser(text.substring(prefixed ? PREFIX.length() : 0).strip()).name();
    }

    /**
     * Reads the value of an attribute alone, in which neither separators nor quotes have a meaning.
     *
     * @throws MalformedException if there is a single backslash at the end
     */
    public static String parseValue(String text) throws MalformedException {
        DistinguishedNameParser parser = new DistinguishedNameParser(text);
        parser.position = 0;
        return parser.unescaped(text.length(), false);
    }

    private DistinguishedName name() throws MalformedException {
        List<List<DistinguishedName.Attribute>> relativeNames = new ArrayList<>();
        char before = separator;
        do {
            if (before == separator) {
                relativeNames.add(new ArrayList<>(1));
            }
            relativeNames.get(relativeNames.size() - 1).add(attribute());
            before = position < text.length() ? text.charAt(position++) : NONE;
        } while (before != NONE);
        return new DistinguishedName(relativeNames);
    }

    private DistinguishedName.Attribute attribute() throws MalformedException {
        int equals = text.indexOf('=', position);
        String name = text.substring(position, Math.max(position, equals)).strip();
        String type = AttributeTypes.named(name)
                .orElseThrow(() -> new MalformedException("There is no attribute type " + name));
        position = equals + 1;
        skipBlanks();
        if (nextIs('"')) {
            String value = quoted();
            skipBlanks();
            requireEnd(end());
            return DistinguishedName.Attribute.text(type, value);
        }
        int end = end();
        boolean encoded = nextIs('#') && position + 1 < end;
        return encoded ? encoded(type, end) : DistinguishedName.Attribute.text(type, unescaped(end, false));
    }

    private void requireEnd(int end) throws MalformedException {
        if (position < end) {
            throw new MalformedException("There is text after a quoted value");
        }
    }

    /** Where the value that begins here ends. */
    private int end() {
        int end = position;
        while (end < text.length() && !isEnd(end)) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end, text.length());
    }

    /** Whether an attribute ends before {@code index}. */
    private boolean isEnd(int index) {
        char c = text.charAt(index);
        if (c != separator && c != '+') {
            return false;
        }
        int equals = text.indexOf('=', index);
        return separator == ','
                || equals > 0 && AttributeTypes.named(text.substring(index + 1, equals)).isPresent();
    }

    /** A value in quotes, in which a doubled quote stands for one. */
    private String quoted() throws MalformedException {
        int start = ++position;
        for (int end = start; end < text.length(); end++) {
            char c = text.charAt(end);
            if (c == '\\' || c == '"' && end + 1 < text.length() && text.charAt(end + 1) == '"') {
                end++;
            } else if (c == '"') {
                String value = unescaped(end, true);
                position++;
                return value;
            }
        }
        throw new MalformedException("A quote is not closed");
    }

    private DistinguishedName.Attribute encoded(String type, int end) throws MalformedException {
        String digits = text.substring(position + 1, end).strip();
        position = end;
        try {
            byte[] der = HexFormat.of().parseHex(digits);
            return DistinguishedNameReader.readValue(type,
                    new ByteReader("A value", ByteBuffer.wrap(der), 0, der.length));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("A value after # is not hexadecimal");
        }
    }

    /** The text up to {@code end} without its escapes and, outside of quotes, without blanks at its end. */
    private String unescaped(int end, boolean inQuotes) throws MalformedException {
        StringBuilder value = new StringBuilder();
        int meant = 0;
        while (position < end) {
            char c = text.charAt(position);
            char next = position + 1 < end ? text.charAt(position + 1) : NONE;
            Optional<String> bytes = c == '\\' ? bytes(end) : Optional.empty();
            boolean escape = c == '\\' && SPECIALS.indexOf(next) >= 0 || c == '"' && next == '"' && inQuotes;
            if (bytes.isPresent()) {
                value.append(bytes.get());
            } else if (c == '\\' && next == NONE) {
                throw new MalformedException("A backslash at the end escapes nothing");
            } else {
                value.append(escape ? next : c);
                position += escape ? 2 : 1;
            }
            meant = bytes.isPresent() || escape || inQuotes || !Character.isWhitespace(c) ? value.length() : meant;
        }
        value.setLength(meant);
        return value.toString();
    }

    /** The text whose UTF-8 bytes are here, each as {@code \C3} or {@code \xC3}. */
    private Optional<String> bytes(int end) {
        ByteBuffer bytes = ByteBuffer.allocate(end - position);
        int next = position;
        while (next + 1 < end && text.charAt(next) == '\\') {
            int digits = next + (text.charAt(next + 1) == 'x' ? 2 : 1);
            if (digits + 2 > end || !isHexadecimal(digits) || !isHexadecimal(digits + 1)) {
                break;
            }
            bytes.put((byte) HexFormat.fromHexDigits(text, digits, digits + 2));
            next = digits + 2;
        }
        try {
            String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            position = next;
            return Optional.of(decoded).filter(some -> !some.isEmpty());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private boolean isHexadecimal(int index) {
        return HexFormat.isHexDigit(text.charAt(index));
    }

    private boolean nextIs(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }
}
