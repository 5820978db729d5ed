package org.omsgateway.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An event as the Windows event log takes it.
 *
 * @param type EVENTLOG_ERROR_TYPE (1), EVENTLOG_WARNING_TYPE (2) or EVENTLOG_INFORMATION_TYPE (4)
 * @param category 1 to {@link #CATEGORIES}; the message file names it
 * @param id the event identifier, 100 to 403, with no severity or facility bits: the original has none, and the
 *     instance identifier that {@code Get-EventLog -InstanceId} compares has to stay the same
 * @param strings the insertion strings: the whole line, each fact, and last, where there is one, the count of repeats
 */
record EventLogEntry(int type, int category, int id, List<String> strings) {
    static final int CATEGORIES = GatewayEvent.Component.values().length;
    /** Of all strings together, in characters: an event and its overhead have to fit 64 KB. */
    static final int MAX_LENGTH = 30_000;

    /**
     * What Event Viewer would take for an insertion string inside of one (%1), or for the number of a parameter string
     * (%%1); the zone of an IPv6 address looks like that. See the remarks on ReportEventW.
     */
    private static final Pattern PLACEHOLDER = Pattern.compile("%(?=[%0-9])");

    EventLogEntry {
        strings = List.copyOf(strings);
    }

    static EventLogEntry of(GatewayLogEvent event) {
        EventRecord record = event.record();
        List<String> strings = new ArrayList<>();
        strings.add(event.line());
        strings.addAll(record.facts());
        if (record.repeats() > 0) {
            strings.add(String.valueOf(record.repeats()));
        }
        return new EventLogEntry(typeOf(record.event().severity()), record.event().component().ordinal() + 1,
                record.event().id(), fit(strings));
    }

    private static List<String> fit(List<String> strings) {
        List<String> fitting = new ArrayList<>(strings.size());
        int room = MAX_LENGTH;
        for (String string : strings) {
            String harmless = PLACEHOLDER.matcher(string).replaceAll("\\\\u0025");
            String shown = harmless.substring(0, Math.min(harmless.length(), room));
            room -= shown.length();
            fitting.add(shown);
        }
        return fitting;
    }

    private static int typeOf(GatewayEvent.Severity severity) {
        return switch (severity) {
            case DEBUG, INFO -> 4;
            case WARN -> 2;
            case ERROR -> 1;
        };
    }
}
