package org.omsgateway.agent;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one installed agent needs, as far as its configuration can be read.
 *
 * @param agent the agent's name, such as {@code Azure Monitor Agent}
 * @param workspaces the ids of its workspaces, in lower case
 * @param hosts the hosts to which it connects, in the canonical form of a destination's host; sorted, so that lists
 *     read well
 * @param problems what is wrong in its configuration, one text each; the rest is used
 */
public record AgentNeeds(String agent, Set<String> workspaces, Set<String> hosts, List<String> problems) {
    public AgentNeeds {
        workspaces = Collections.unmodifiableSet(new TreeSet<>(workspaces));
        hosts = Collections.unmodifiableSet(new TreeSet<>(hosts));
        problems = List.copyOf(problems);
    }
}
