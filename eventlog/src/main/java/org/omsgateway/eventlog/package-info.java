/**
 * The events: what the gateway reports, and how a report gets into the logs.
 *
 * <ol>
 *   <li>{@link org.omsgateway.eventlog.GatewayEvent} is the catalogue. A call site passes a constant and the facts to
 *     an {@link org.omsgateway.eventlog.EventSink}. The wording of a template is what administrators' rules match.
 *   <li>{@link org.omsgateway.eventlog.EventRecord} is the event with its facts as text. {@code EventText} escapes
 *     them, here and nowhere else: call sites pass the raw text.
 *   <li>{@code Coalescer} counts what repeats instead of writing it, and limits the lines of a flood.
 *   <li>{@code GatewayLogEvent} gives what remains a time and a thread. Each {@code LogPlace} queues it, and a thread
 *     of its own writes it through a Log4j appender: {@code LogConsole}, {@code LogFile}, {@code EventLogAppender}. A
 *     place that fails or hangs loses events and counts them. No reporting thread ever waits for a place.
 * </ol>
 *
 * <p>{@link org.omsgateway.eventlog.GatewayLog} puts all of this together. The localised explanations below an event's
 * line are in the message file, below {@code src/main/windows}; a test compares the file with the catalogue.
 */
package org.omsgateway.eventlog;
