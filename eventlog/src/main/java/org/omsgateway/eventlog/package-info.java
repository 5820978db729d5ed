/**
 * The events: what the gateway reports, and how a report gets into the logs.
 *
 * <ol>
 *   <li>{@link org.omsgateway.eventlog.GatewayEvent} is the catalogue. A call site passes a constant and the facts to
 *     an {@link org.omsgateway.eventlog.EventSink}. The wording of a template is what administrators' rules match.
 *   <li>{@link org.omsgateway.eventlog.EventRecord} is the event with its facts as text. {@code EventText} escapes
 *     them, here and nowhere else: call sites pass the raw text.
 *   <li>{@link org.omsgateway.eventlog.CoalescingEventSink} counts what repeats instead of writing it.
 *   <li>{@link org.omsgateway.eventlog.Log4jEventSink} gives what remains a time and a thread ({@code GatewayLogEvent})
 *     and hands it to Log4j's appenders: console, rolling file, Windows event log.
 *   <li>{@code EventLogAppender} writes to the Windows event log from a thread of its own, because that is a call to
 *     another process.
 * </ol>
 *
 * <p>{@link org.omsgateway.eventlog.GatewayLog} puts all of this together. The localised explanations below an event's
 * line are in the message file, below {@code src/main/windows}; a test compares the file with the catalogue.
 */
package org.omsgateway.eventlog;
