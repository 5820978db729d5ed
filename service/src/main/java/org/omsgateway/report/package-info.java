/**
 * The report: one HTML page on the gateway, made of what the log folder has and what the caller knows.
 *
 * <pre>
 * history.csv    → Chart         lines over time, as SVG
 * tunnels.jsonl  → TunnelTotals  the busiest clients and hosts
 * *.log          → LogSummary    refused hosts, and the latest errors
 *                  ReportPage    all of it, with state, settings and verdicts
 * </pre>
 *
 * <p>Every text may come from the network, so {@code Html} escapes all of them.
 */
package org.omsgateway.report;
