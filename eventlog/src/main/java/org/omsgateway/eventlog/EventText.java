package org.omsgateway.eventlog;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Iterator;

/** Facts as text that is harmless in a log, whatever its origin. */
final class EventText {
    /** Characters of a fact; a longer fact is cut. Line and facts then fit into the Windows event log. */
    static final int MAX_LENGTH = 4096;

    private static final String CUT = "…";

    private EventText() {}

    static String of(Object fact) {
        if (fact instanceof InetSocketAddress address) {
            return of(address);
        }
        if (fact instanceof Iterable<?> list) {
            return of(list);
        }
        return escape(fact instanceof Throwable failure ? FailureText.of(failure) : String.valueOf(fact));
    }

    private static String of(InetSocketAddress address) {
        if (address.isUnresolved()) {
            String host = address.getHostString();
            return escape((host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
        }
        String ip = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + ip + "]" : ip) + ":" + address.getPort();
    }

    private static String of(Iterable<?> list) {
        StringBuilder text = new StringBuilder();
        for (Iterator<?> rest = list.iterator(); rest.hasNext() && text.length() <= MAX_LENGTH;) {
            text.append(rest.next()).append(rest.hasNext() ? ", " : "");
        }
        return escape(text.toString());
    }

    /** Line breaks, terminal controls, invisible and direction-changing characters become {@code \\uXXXX}. */
    static String escape(String text) {
        if (text.length() <= MAX_LENGTH && text.codePoints().noneMatch(EventText::isUnsafe)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(Math.min(MAX_LENGTH, text.length() + 16));
        for (int index = 0, c; index < text.length(); index += Character.charCount(c)) {
            c = text.codePointAt(index);
            String next = isUnsafe(c) ? escape(Character.toChars(c)) : Character.toString(c);
            if (shown.length() + next.length() > MAX_LENGTH) {
                return shown.append(CUT).toString();
            }
            shown.append(next);
        }
        return shown.toString();
    }

    private static String escape(char[] units) {
        StringBuilder escaped = new StringBuilder();
        for (char unit : units) {
            escaped.append("\\u").append(HexFormat.of().toHexDigits(unit));
        }
        return escaped.toString();
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            // Blanks that are not the one of the line's own text.
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> isInvisible(c);
        };
    }

    /** The letters and marks among Unicode's default-ignorable code points, and the pattern without dots of Braille. */
    private static boolean isInvisible(int c) {
        return switch (c) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> c >= 0x180B && c <= 0x180F || c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
        };
    }
}
