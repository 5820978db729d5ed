package org.omsgateway.config;

/** The credential for one of several relay proxies, written {@code host:port=user:password}. */
record RelayCredential(String relay, RelayProxy.Credential credential) {
    boolean isOf(RelayProxy proxy) {
        return proxy.authority().equals(relay);
    }

    @Override
    public String toString() {
        return "RelayCredential[hidden]";
    }
}
