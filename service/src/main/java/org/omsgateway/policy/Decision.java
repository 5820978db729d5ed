package org.omsgateway.policy;

/** Whether a tunnel may go to a destination. */
public enum Decision {
    ALLOWED,
    /** Neither the agent's hosts nor the administrator's list has the host. */
    HOST_FORBIDDEN,
    /** The port is not {@link Destination#HTTPS}. */
    PORT_FORBIDDEN
}
