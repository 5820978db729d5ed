package org.omsgateway.eventlog;

/** Where events go. Any thread may report; reporting never throws and never blocks on the network. */
public interface EventSink {
    /** Takes no event. */
    EventSink NONE = new EventSink() {
        @Override
        public boolean isEnabled(GatewayEvent event) {
            return false;
        }

        @Override
        public void report(EventRecord record) {
            // Nobody wants it.
        }
    };

    /** Whether {@code event} would be written now, given the log level: ask before collecting costly facts. */
    boolean isEnabled(GatewayEvent event);

    /** Takes an event that {@link #isEnabled} has let through. */
    void report(EventRecord record);

    /**
     * Reports {@code event} if it is enabled.
     *
     * @param facts one for each of {@link GatewayEvent#factNames()}, in that order; see {@link EventRecord#of}
     */
    default void report(GatewayEvent event, Object... facts) {
        if (isEnabled(event)) {
            report(EventRecord.of(event, facts));
        }
    }
}
