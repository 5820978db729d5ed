package org.omsgateway.benchmarks.demo;

import java.util.Locale;

/** How a person follows the demo. */
interface View {
    /** To be called once a second. */
    void show(Progress progress);

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
