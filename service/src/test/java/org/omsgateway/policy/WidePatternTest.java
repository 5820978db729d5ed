package org.omsgateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WidePatternTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        *.com                    | *.com allows every host below com, whoever has it
        .co.uk                   | *.co.uk allows every host below co.uk, whoever has it
        a*.net                   | a*.net allows every host below net, whoever has it
        *.blob.core.windows.net  | *.blob.core.windows.net allows the hosts of all customers of Azure Blob Storage
        *.azurewebsites.net      | *.azurewebsites.net allows the hosts of all customers of Azure App Service
        *.arc.azure.com          | *.arc.azure.com allows the hosts of all customers of Azure Arc gateway
        """)
    void saysWhatAPatternOpens(String pattern, String text) {
        assertThat(WidePattern.of(HostPattern.parse(pattern))).get().hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.example.com", "10.1.2.3", "*.contoso.com", "*.contoso.co.uk", "localhost",
        "azgn*.servicebus.windows.net", "*.contoso.blob.core.windows.net", "*.his.arc.azure.com",
        "blob.core.windows.net",
        "*.westeurope-1.ingest.monitor.azure.com", "*.notazurewebsites.net"})
    void letsOtherPatternsPass(String pattern) {
        assertThat(WidePattern.of(HostPattern.parse(pattern))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.windows.net"})
    void namesEachServiceOnce(String pattern) {
        assertThat(WidePattern.of(HostPattern.parse(pattern)).orElseThrow().services())
                .contains("Azure Blob Storage", "Azure Service Bus", "Azure SQL Database").doesNotHaveDuplicates();
    }
}
