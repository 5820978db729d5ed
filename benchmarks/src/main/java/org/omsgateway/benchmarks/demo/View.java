package org.omsgateway.benchmarks.demo;

import java.util.Locale;

/** Shows the demo to a person. */
interface View {
    /** Call this once a second. */
    void show(Progress progress);

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
