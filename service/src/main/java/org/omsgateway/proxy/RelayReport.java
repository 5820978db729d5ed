package org.omsgateway.proxy;

import io.netty.util.AttributeKey;
import java.util.List;

/**
 * How a relay proxy has opened or refused a tunnel.
 *
 * @param offered the schemes in its 407; empty if it sent none
 * @param authentication scheme, SPN and account; empty if it asked for none
 * @param requests how many the tunnel took
 */
public record RelayReport(List<String> offered, String authentication, int requests) {
    /** Of the channel to the relay proxy. */
    public static final AttributeKey<RelayReport> KEY = AttributeKey.valueOf(RelayReport.class, "report");

    /** The report as the rest of a sentence that says what the relay proxy has done. */
    public String after() {
        return "after " + requests + (requests == 1 ? " request" : " requests")
                + (offered.isEmpty() ? "" : "; it offers " + String.join(", ", offered))
                + (authentication.isEmpty() ? "; it asks for no authentication" : "; used: " + authentication);
    }

    /** The report of a tunnel that is open, as a sentence. */
    @Override
    public String toString() {
        return "it opens tunnels " + after();
    }
}
