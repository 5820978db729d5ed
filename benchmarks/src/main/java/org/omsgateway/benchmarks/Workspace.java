package org.omsgateway.benchmarks;

/** The simulated Log Analytics workspace of demo and measurements. */
public final class Workspace {
    public static final String ID = "1f3a8c52-6f1e-4a8b-9a53-0c9d2f4b7e10";
    /** The host to which its agents upload. */
    public static final String HOST = ID + ".ods.opinsights.azure.com";

    private Workspace() {}
}
