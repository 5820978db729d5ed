package org.omsgateway.agent;

import java.util.Optional;

/** One kind of agent. */
@FunctionalInterface
public interface AgentSource {
    /** What the agent needs now, or empty if the agent is not installed. Throws nothing but programming errors. */
    Optional<AgentNeeds> read();
}
