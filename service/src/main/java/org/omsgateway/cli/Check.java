package org.omsgateway.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A verdict of {@code oms-gateway test}.
 *
 * @param kind what was tested: settings, service, relay or host
 * @param target the address or host that was tested; for settings, their store
 * @param detail the result, for people
 */
record Check(String kind, String target, boolean passed, String detail) {
    Map<String, Object> toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("check", kind);
        object.put("target", target);
        object.put("passed", passed);
        object.put("detail", detail);
        return object;
    }

    /** The check as one line of a table. */
    @Override
    public String toString() {
        return String.format("%-8s%-10s%s: %s", passed ? "ok" : "FAILED", kind, target, detail);
    }
}
