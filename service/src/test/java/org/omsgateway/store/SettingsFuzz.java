package org.omsgateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.omsgateway.config.ConfigParser;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;

/** Any text of a settings file is either valid or has problems, and an edit changes only its own settings. */
public final class SettingsFuzz {
    private SettingsFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        PropertiesText text = new PropertiesText(new String(input, StandardCharsets.UTF_8), "settings");
        StoredSettings stored = text.settings();
        try {
            ConfigParser.parse(stored).summary();
        } catch (InvalidConfigException e) {
            assertThat(e.problems()).isNotEmpty();
            assertThat(e.problems()).allMatch(problem -> problem.toString().contains("(expected: "));
        }
        if (stored.problems().isEmpty()) {
            assertEdits(text, stored);
        }
    }

    public static List<byte[]> seeds() {
        return Stream.of(
                "ListenPort=8080\nAllowedHosts = a.example, *.b.example;c.example\nLogLevel:DEBUG\n",
                "\uFEFF# comment\r\nMinimumTlsVersion=1.0\r\nMaximumTlsVersion=1.2\r\nAllowMissingSni=true\r\n",
                "AllowedClientCertificates=CN=a, O=b;\\\n    Gateway\nRelayProxyAddress=http://p:8080\n"
                        + "ConnectTimeout=2m",
                "AllowedClients=10.0.0.0/8,10.0.0.5 - 10.0.0.9;::1;::ffff:10.0.0.1;10.1.2.3/8;9-1\n"
                        + "AllowedServerNames=a=*.b,a=b*.c\n",
                "#comment\\\nListenPort=8080\\", "LogLevel=DEBUG\r", "LogLevel=DEBUG\n# comment\\",
                "ListenAddress=::1\nlistenport=1\nListenPort=2\nUnknown=\\u00e4\nIdleTimeout=\\u12\n=x\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static void assertEdits(PropertiesText text, StoredSettings stored) {
        text.put(Setting.LISTEN_PORT, List.of("8443"));
        StoredSettings edited = new PropertiesText(text.toString(), "settings").settings();
        for (Setting setting : Setting.values()) {
            List<String> expected = setting == Setting.LISTEN_PORT ? List.of("8443") : stored.texts(setting);
            assertThat(edited.texts(setting)).isEqualTo(expected);
        }
    }
}
