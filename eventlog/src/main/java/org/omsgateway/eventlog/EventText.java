package org.omsgateway.eventlog;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Facts as text that can do no harm in a log, whoever sent them. */
final class EventText {
    /** In characters; longer facts are cut. An insertion string of the Windows event log holds 31,839. */
    static final int MAX_LENGTH = 2048;

    private EventText() {}

    static String of(Object fact) {
        if (fact instanceof InetSocketAddress address) {
            return of(address);
        }
        if (fact instanceof Iterable<?> list) {
            return escape(StreamSupport.stream(list.spliterator(), false).map(String::valueOf)
                    .collect(Collectors.joining(", ")));
        }
        if (fact instanceof Throwable failure) {
            return escape(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
        }
        return escape(String.valueOf(fact));
    }

    private static String of(InetSocketAddress address) {
        if (address.isUnresolved()) {
            return escape(address.getHostString() + ":" + address.getPort());
        }
        String ip = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + ip + "]" : ip) + ":" + address.getPort();
    }

    /** Line breaks, terminal controls, invisible and direction-changing characters become {@code \\uXXXX}. */
    static String escape(String text) {
        boolean cut = text.length() > MAX_LENGTH;
        String shown = cut ? text.substring(0, MAX_LENGTH) : text;
        if (!cut && shown.codePoints().noneMatch(EventText::isUnsafe)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(shown.length() + 16);
        shown.codePoints().forEach(c -> {
            if (!isUnsafe(c)) {
                escaped.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    escaped.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return cut ? escaped.append('…').toString() : escaped.toString();
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
