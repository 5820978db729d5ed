package org.omsgateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryValueTest {
    @Test
    void writesWhatWindowsDocuments() {
        assertThat(hex(RegistryValue.text("n", "aü"))).isEqualTo("6100fc000000");
        assertThat(hex(RegistryValue.number("n", 8080))).isEqualTo("901f0000");
        assertThat(hex(RegistryValue.list("n", List.of("a", "bc")))).isEqualTo("610000006200630000000000");
        assertThat(hex(RegistryValue.list("n", List.of()))).isEqualTo("0000");
    }

    @ParameterizedTest
    @CsvSource({"6100fc000000,aü", "6100fc00,aü", "61000000ff00,a", "610062,a", "'',''", "3dd800de0000,\ud83d\ude00"})
    void readsTextsHoweverTheyEnd(String data, String text) {
        assertThat(value(RegistryValue.REG_SZ, data).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"610000006200630000000000,a;bc", "6100000062006300,a;bc", "61000000000062000000,a", "'',''", "0000,''",
            "00,''"})
    void readsListsHoweverTheyEnd(String data, String texts) {
        assertThat(String.join(";", value(RegistryValue.REG_MULTI_SZ, data).list())).isEqualTo(texts);
    }

    @ParameterizedTest
    @CsvSource({"901f0000,8080", "ffffffff,4294967295", "901f,8080", "'',0", "0100000099,1"})
    void readsNumbersWithoutSign(String data, long number) {
        assertThat(value(RegistryValue.REG_DWORD, data).number()).isEqualTo(number);
    }

    @Test
    void showsNoData() {
        assertThat(RegistryValue.text("RelayProxyPassword", "secret")).hasToString("RelayProxyPassword: REG_SZ");
    }

    private static RegistryValue value(int type, String data) {
        return new RegistryValue("n", type, HexFormat.of().parseHex(data));
    }

    private static String hex(RegistryValue value) {
        return HexFormat.of().formatHex(value.data());
    }
}
