package org.omsgateway.policy;

/**
 * An entry of the allowed hosts: an exact host, or {@code *.suffix} (the same: {@code .suffix}) for every name below
 * the suffix.
 *
 * @param host the host or suffix, in the canonical form of {@link Destination#host()}
 * @param anyBelow whether names below {@code host} match, and not {@code host} itself
 */
public record HostPattern(String host, boolean anyBelow) {}
