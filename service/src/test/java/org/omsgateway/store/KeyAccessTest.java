package org.omsgateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyAccessTest {
    @Test
    void namesTheServiceAsWindowsDoes() throws Exception {
        ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-1")
                .digest("OMSGATEWAYSERVICE".getBytes(StandardCharsets.UTF_16LE))).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder sid = new StringBuilder("S-1-5-80");
        while (hash.hasRemaining()) {
            sid.append('-').append(Integer.toUnsignedString(hash.getInt()));
        }
        assertThat(KeyAccess.SERVICE_SID).hasToString(sid.toString());
    }

    @Test
    void allowsWhatSetupAllows() throws IOException {
        Properties names = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("../installer/names.properties"))) {
            names.load(in);
        }
        assertThat(KeyAccess.RESTRICTED).isEqualTo(names.getProperty("settings.sddl")
                .replace("${service.sid}", names.getProperty("service.sid")));
    }

    @Test
    void letsNoBroadGroupIn() {
        assertThat(KeyAccess.broadGroups(KeyAccess.RESTRICTED)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "D:PAI(A;OICI;KA;;;SY)(A;OICI;KR;;;S-1-5-80-1-2-3-4-5)(A;OICIIO;KA;;;CO)|",
        "D:AI(A;CIID;KR;;;BU)(A;CIID;KA;;;BA)(A;CIID;KA;;;SY)(A;CIIOID;KA;;;CO)(A;CIID;KR;;;AC)|"
                + "All application packages, Users",
        "D:(A;;0x20019;;;WD)(A;;KR;;;WD)|Everyone",
        "D:(D;;KR;;;WD)(A;;KA;;;BA)|",
        "D:NO_ACCESS_CONTROL|Everyone",
        "''|Everyone"})
    void findsTheBroadGroupsThatAreLetIn(String descriptor, String groups) {
        assertThat(String.join(", ", KeyAccess.broadGroups(descriptor))).isEqualTo(groups == null ? "" : groups);
    }
}
