package org.omsgateway.benchmarks.demo;

/** How a person follows the demo. */
interface View {
    /** To be called once a second. */
    void show(Progress progress);

    static String megabytes(long bytes) {
        return "%.1f MB".formatted(bytes / 1e6);
    }
}
