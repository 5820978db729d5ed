package org.omsgateway.tls;

import org.omsgateway.x509.ByteReader;
import org.omsgateway.x509.MalformedException;

/**
 * Reads the extensions of a hello one by one (RFC 8446, section 4.2). Unknown types pass, GREASE among them.
 *
 * <pre>
 *   length (2)  { type (2)  length (2)  data }*
 * </pre>
 */
final class Extensions {
    static final int SERVER_NAME = 0;
    static final int SESSION_TICKET = 35;
    static final int EARLY_DATA = 42;
    static final int SUPPORTED_VERSIONS = 43;
    static final int ENCRYPTED_CLIENT_HELLO = 0xfe0d;

    /** Far more than any client sends; bounds the search for duplicates. */
    static final int MAX_EXTENSIONS = 128;

    private final ByteReader extensions;
    private final short[] seen = new short[MAX_EXTENSIONS];
    private int count;
    private ByteReader data;

    /** @param message the hello after its compression methods; extensions may be missing altogether */
    Extensions(ByteReader message) throws MalformedException {
        extensions = message.remaining() == 0 ? message : message.vector16("extensions");
        message.end();
    }

    /** Reads the next extension for {@link #type()} and {@link #data()}; false if there is none. */
    boolean next() throws MalformedException, RejectedException {
        if (extensions.remaining() == 0) {
            return false;
        }
        int type = extensions.uint16();
        if (count == MAX_EXTENSIONS) {
            throw extensions.malformed("has more than " + MAX_EXTENSIONS + " entries");
        }
        for (int i = 0; i < count; i++) {
            if (seen[i] == (short) type) {
                // With two server names, the gateway could read one and the server the other.
                throw RejectedException.unreadable(TlsAlert.ILLEGAL_PARAMETER, "Extension " + type + " is there twice");
            }
        }
        seen[count++] = (short) type;
        data = extensions.vector16("Extension " + type);
        return true;
    }

    int type() {
        return seen[count - 1] & 0xffff;
    }

    ByteReader data() {
        return data;
    }
}
