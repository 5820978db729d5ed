package org.omsgateway.auth;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first principal in a keytab, which MIT Kerberos, too, takes for a client. The JDK does not say which are there.
 *
 * <pre>
 * file      05 02 entry*
 * entry     length(4, negative: unused) components(2) realm component* type(4) ...
 * realm, component   length(2) bytes
 * </pre>
 *
 * @see <a href="https://web.mit.edu/kerberos/krb5-latest/doc/formats/keytab_file_format.html">Keytab file format</a>
 */
final class KeytabPrincipal {
    private static final int VERSION_2 = 0x0502;

    private KeytabPrincipal() {}

    static String first(Path keytab) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(keytab))) {
            if (in.readUnsignedShort() != VERSION_2) {
                throw new IOException("not a keytab of version 2");
            }
            for (int length = in.readInt(); length <= 0; length = in.readInt()) {
                in.skipNBytes(-(long) length);
            }
            int components = in.readUnsignedShort();
            String realm = text(in);
            StringBuilder name = new StringBuilder();
            for (int i = 0; i < components; i++) {
                name.append(i == 0 ? "" : "/").append(text(in));
            }
            return name + "@" + realm;
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
    }
}
