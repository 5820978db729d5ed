package org.omsgateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.omsgateway.config.ConfigParser;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;

class RegistrySettingsTest {
    /** Reverses the bytes. */
    private static final class Reversal implements DataProtection {
        @Override
        public byte[] protect(byte[] secret) {
            byte[] blob = new byte[secret.length];
            for (int i = 0; i < blob.length; i++) {
                blob[i] = secret[secret.length - 1 - i];
            }
            return blob;
        }

        @Override
        public byte[] unprotect(byte[] blob) throws IOException {
            if (blob.length == 0) {
                throw new IOException("the data is invalid");
            }
            return protect(blob);
        }
    }

    private static final byte[] FOUR_BYTES = {1, 0, 0, 0};
    private final RegistrySettings format = new RegistrySettings(new Reversal());

    @ParameterizedTest
    @EnumSource
    void readsBackEverySettingItHasWritten(Setting setting) throws Exception {
        boolean isNumber = setting.expected().text().startsWith("a whole number");
        String text = isNumber ? "8080" : "a text, with ü";
        List<String> texts = setting.isList() ? List.of("one", "CN=two, O=x") : List.of(text);
        StoredSettings stored = format.settings(List.of(format.value(setting, texts)));
        assertThat(stored.texts(setting)).isEqualTo(texts);
        assertThat(stored.problems()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void keepsNumbersAsNumbersAndListsAsLists(Setting setting) throws Exception {
        boolean isNumber = setting.expected().text().startsWith("a whole number");
        List<String> texts = setting.isList() ? List.of("x", "y") : List.of(isNumber ? "1" : "x");
        assertThat(format.value(setting, texts).typeName()).isEqualTo(setting.isSecret() ? "REG_BINARY"
                : setting.isList() ? "REG_MULTI_SZ" : isNumber ? "REG_DWORD" : "REG_SZ");
    }

    @Test
    void doesNotKeepThePasswordInTheClear() throws Exception {
        RegistryValue value = format.value(Setting.RELAY_PROXY_PASSWORD, List.of("secret"));
        assertThat(new String(value.data(), StandardCharsets.UTF_16LE)).doesNotContain("secret");
    }

    @Test
    void keepsASingleRelayProxyAsTheOriginalDoes() throws Exception {
        RegistryValue value = format.value(Setting.RELAY_PROXY_ADDRESS, List.of("http://a:8080"));
        assertThat(value.typeName()).isEqualTo("REG_SZ");
        assertThat(value.text()).isEqualTo("http://a:8080");
    }

    @Test
    void takesNumbersAndListsGivenAsText() {
        StoredSettings stored = format.settings(List.of(RegistryValue.text("ListenPort", "text"),
                RegistryValue.text("allowedhosts", "a.example;b.example")));
        assertThat(stored.problems()).isEmpty();
        assertThat(stored.texts(Setting.LISTEN_PORT)).containsExactly("text");
        assertThat(Setting.ALLOWED_HOSTS.split(stored.texts(Setting.ALLOWED_HOSTS)))
                .containsExactly("a.example", "b.example");
    }

    @ParameterizedTest
    @CsvSource({"ListenPort,REG_BINARY,3,REG_DWORD", "ListenPort,REG_QWORD,11,REG_DWORD",
            "LogLevel,REG_DWORD,4,REG_SZ", "ListenAddress,REG_MULTI_SZ,7,REG_SZ",
            "AllowedHosts,REG_DWORD,4,REG_MULTI_SZ",
            "RelayProxyPassword,REG_SZ,1,REG_BINARY", "RelayProxyAddress,REG_EXPAND_SZ,2,REG_MULTI_SZ",
            "DrainTime,type 99,99,REG_SZ"})
    void reportsWrongTypes(String name, String typeName, int type, String expected) {
        StoredSettings stored = format.settings(List.of(new RegistryValue(name, type, FOUR_BYTES)));
        assertThat(stored.values()).isEmpty();
        assertThat(stored.problems()).singleElement().asString()
                .startsWith(name + ": " + typeName + " (expected: " + expected);
    }

    @Test
    void reportsAPasswordOfAnotherMachine() {
        StoredSettings stored = format.settings(List.of(new RegistryValue("RelayProxyPassword", 3, new byte[0])));
        assertThat(stored.values()).isEmpty();
        assertThat(stored.problems()).singleElement().asString().contains("the data is invalid", "config set");
    }

    @Test
    void handsOnUnknownNamesWithoutTheirValues() {
        StoredSettings stored = format.settings(List.of(RegistryValue.number("ListenPorts", 1),
                new RegistryValue("Blob", RegistryValue.REG_BINARY, FOUR_BYTES)));
        assertThat(ConfigParser.problems(stored)).extracting(ConfigProblem::toString).hasSize(2)
                .anyMatch(problem -> problem.startsWith("ListenPorts: unknown ("))
                .anyMatch(problem -> problem.startsWith("Blob: unknown ("));
    }

    @Test
    void refusesWhatARegistryTextCannotHold() {
        for (String text : Arrays.asList("", "a\0b")) {
            assertThatExceptionOfType(InvalidConfigException.class)
                    .isThrownBy(() -> format.value(Setting.ALLOWED_HOSTS, List.of("a.example", text)));
        }
    }
}
