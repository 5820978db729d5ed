package org.omsgateway.policy;

/** Whether a tunnel may go to a destination. */
public sealed interface Decision {
    /** The tunnel may be opened. */
    record Allowed() implements Decision {}

    /** Neither the agent's hosts nor the administrator's list has the host. */
    record HostForbidden() implements Decision {}

    /** The port is not {@link Destination#HTTPS}. */
    record PortForbidden() implements Decision {}
}
