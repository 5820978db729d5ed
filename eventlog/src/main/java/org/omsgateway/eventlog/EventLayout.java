package org.omsgateway.eventlog;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;

/** An event as its {@link GatewayLogEvent#line()}, for a log a person reads. */
final class EventLayout extends AbstractStringLayout {
    private final boolean withStackTraces;

    /** @param withStackTraces whether the causes of failures follow the line, indented, a text line per frame */
    EventLayout(Charset charset, boolean withStackTraces) {
        super(charset);
        this.withStackTraces = withStackTraces;
    }

    @Override
    public String toSerializable(LogEvent event) {
        String line = ((GatewayLogEvent) event).line() + System.lineSeparator();
        return withStackTraces && event.getThrown() != null ? line + stackTrace(event.getThrown()) : line;
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new EscapingWriter(text));
        return text.toString();
    }

    /** A failure's message may quote the network, so it must not start a line of its own. */
    private static final class EscapingWriter extends PrintWriter {
        EscapingWriter(StringWriter text) {
            super(text);
        }

        @Override
        public void println(Object line) {
            String text = String.valueOf(line);
            int indent = 0;
            while (indent < text.length() && text.charAt(indent) == '\t') {
                indent++;
            }
            super.println("\t" + text.substring(0, indent) + EventText.escape(text.substring(indent)));
        }
    }
}
