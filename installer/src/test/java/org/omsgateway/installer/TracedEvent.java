package org.omsgateway.installer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of {@code ReportEventW}, read from Wine's trace. Wine keeps no event log, but prints each call:
 * <pre>
 * 0228:fixme:advapi:ReportEventW (00000000CAFE4242,0x0001,0x0003,0xc0000069,…,0x0002,…): stub
 *                                 handle           type   category id         strings
 * 0228:err:eventlog:ReportEventW L"first string"
 * 0228:err:eventlog:ReportEventW L"second string"
 * </pre>
 *
 * @param type as in {@code EVENTLOG_ERROR_TYPE}
 * @param qualifiedId with severity and facility in the upper 16 bits
 * @param strings the insertion strings; a string longer than some 300 characters is cut and ends with {@code ...}
 */
record TracedEvent(int type, int category, int qualifiedId, List<String> strings) {
    static final int ERROR = 1;
    static final int WARNING = 2;
    static final int INFORMATION = 4;

    private static final Pattern CALL = Pattern.compile(
            "(\\w+):fixme:advapi:ReportEventW \\(\\w+,0x(\\w+),0x(\\w+),0x(\\w+),\\w+,0x(\\w+),.*");
    private static final Pattern STRING =
            Pattern.compile("(\\w+):(?:err|warn|trace):eventlog:ReportEventW L\"(.*)\"(\\.\\.\\.)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-9a-f]{4}|.)");

    /** The identifier as Event Viewer shows it. */
    int id() {
        return qualifiedId & 0xFFFF;
    }

    /** The first string, the line that administrators' scripts read, or "" if there are no strings. */
    String line() {
        return strings.isEmpty() ? "" : strings.get(0);
    }

    static List<TracedEvent> parse(String trace) {
        List<TracedEvent> events = new ArrayList<>();
        Map<String, TracedEvent> lastOfThread = new HashMap<>();
        for (String line : trace.split("\n")) {
            Matcher call = CALL.matcher(line);
            Matcher string = STRING.matcher(line);
            if (call.matches()) {
                TracedEvent event = new TracedEvent(hex(call.group(2)), hex(call.group(3)), hex(call.group(4)),
                        new ArrayList<>());
                lastOfThread.put(call.group(1), event);
                events.add(event);
            } else if (string.matches() && lastOfThread.containsKey(string.group(1))) {
                String cut = string.group(3) == null ? "" : string.group(3);
                lastOfThread.get(string.group(1)).strings.add(unescape(string.group(2)) + cut);
            }
        }
        return events;
    }

    private static int hex(String digits) {
        return Integer.parseUnsignedInt(digits, 16);
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(switch (escape.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "\\", "\"" -> escape.group(1);
            default -> escape.group(1).length() == 4 ? Character.toString(hex(escape.group(1))) : escape.group();
        }));
    }
}
