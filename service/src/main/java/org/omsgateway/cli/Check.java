package org.omsgateway.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A verdict of {@code oms-gateway test}.
 *
 * @param kind what was tested: settings, java, service, relay or host
 * @param target the address or host that was tested; for settings, their store; for java, its version
 * @param warns whether an administrator should act, although the check has passed
 * @param detail the result, for people
 */
record Check(String kind, String target, boolean passed, boolean warns, String detail) {
    Check(String kind, String target, boolean passed, String detail) {
        this(kind, target, passed, false, detail);
    }

    Map<String, Object> toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("check", kind);
        object.put("target", target);
        object.put("passed", passed);
        object.put("warns", warns);
        object.put("detail", detail);
        return object;
    }

    /** The check as one line of a table. */
    @Override
    public String toString() {
        return String.format("%-8s%-10s%s: %s", passed ? warns ? "WARNING" : "ok" : "FAILED", kind, target, detail);
    }
}
