package org.omsgateway.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.omsgateway.config.Setting;
import org.omsgateway.policy.HostPattern;
import org.omsgateway.policy.WidePattern;

/** Warns of elements of AllowedHosts that open the hosts of more than one organization. */
record WideHosts(List<WidePattern> patterns) {
    /** Those among {@code values}, right or wrong elements of {@code setting}. */
    static WideHosts in(Setting setting, List<String> values) {
        return new WideHosts(setting == Setting.ALLOWED_HOSTS
                ? values.stream().flatMap(WideHosts::pattern).map(WidePattern::of).flatMap(Optional::stream).toList()
                : List.of());
    }

    private static Stream<HostPattern> pattern(String text) {
        try {
            return Stream.of(HostPattern.parse(text));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /** Adds the warnings for programs, if there are any. */
    void addTo(Map<String, Object> json) {
        if (!patterns.isEmpty()) {
            json.put("wide", patterns.stream().map(WideHosts::toJson).toList());
        }
    }

    private static Map<String, Object> toJson(WidePattern wide) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("host", wide.pattern().toString());
        object.put("suffix", wide.suffix());
        object.put("services", wide.services());
        return object;
    }

    /** Prints the warnings for people. */
    void print(PrintWriter err) {
        patterns.forEach(wide -> err.println("Warning: " + wide + ". Allow exact names instead."));
    }
}
