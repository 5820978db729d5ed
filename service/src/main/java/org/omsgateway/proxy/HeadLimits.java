package org.omsgateway.proxy;

import io.netty.handler.codec.http.HttpDecoderConfig;

/** The limits of an HTTP head, both of a request and of a relay proxy's response: 8 KiB in total. */
final class HeadLimits {
    /** In bytes. A CONNECT line with the longest host name has less than 300. */
    private static final int MAX_FIRST_LINE = 1024;
    /** In bytes. */
    private static final int MAX_HEADERS = 8 * 1024 - MAX_FIRST_LINE;

    private HeadLimits() {}

    /** A new configuration, which its decoder may change. */
    static HttpDecoderConfig newDecoderConfig() {
        return new HttpDecoderConfig().setMaxInitialLineLength(MAX_FIRST_LINE).setMaxHeaderSize(MAX_HEADERS);
    }
}
