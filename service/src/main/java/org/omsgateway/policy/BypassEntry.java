package org.omsgateway.policy;

/** An entry of the list of destinations to which no relay proxy leads: hosts, addresses, or names without a dot. */
public interface BypassEntry {
    /** Names by their form. */
    enum Names implements BypassEntry {
        /** Names without a dot. */
        LOCAL;

        @Override
        public String toString() {
            return "<local>";
        }
    }
}
