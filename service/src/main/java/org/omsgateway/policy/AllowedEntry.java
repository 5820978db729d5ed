package org.omsgateway.policy;

/**
 * An entry of a list of what is allowed.
 *
 * @param <T> the kind of entry
 */
public interface AllowedEntry<T extends AllowedEntry<T>> {
    /** Whether anything is allowed by this entry and by {@code other}. */
    boolean overlaps(T other);
}
