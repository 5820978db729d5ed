package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayProxyChallengeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "Basic realm=\"x\" | Basic",
        "basic | Basic",
        "Negotiate, NTLM, Basic realm=\"a, Digest b\" | Negotiate;NTLM;Basic",
        "Digest realm=\"a\\\"b, NTLM \", qop=\"auth,auth-int\", nonce = \"n\", Basic realm=x | Digest;Basic",
        "Negotiate TlRMTVNTUAACAAAA== | Negotiate",
        ", ,Basic , ,NTLM, | Basic;NTLM",
        "Kerberos, X-Own a=b | an unknown scheme",
        "Basic realm=\"not closed, NTLM | Basic",
    })
    void readsEachSchemeOfAField(String field, String schemes) {
        assertThat(RelayProxyChallenge.of(List.of(field)).schemes()).isEqualTo(List.of(schemes.split(";")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "=", "\"", "realm=\"x\"", "realm = x", "\\"})
    void readsNoSchemeWhereThereIsNone(String field) {
        assertThat(RelayProxyChallenge.of(List.of(field)).schemes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Negotiate;NTLM | false | it offers Negotiate, NTLM, none of which this gateway can use (it can use Basic)",
        "Negotiate      | true  | it offers Negotiate, none of which this gateway can use (it can use Basic)",
        "Basic          | false | it offers Basic; for Basic, RelayProxyUsername and RelayProxyPassword have to be set",
        "NTLM;Basic     | true  | it offers NTLM, Basic; it has refused RelayProxyUsername and RelayProxyPassword",
    })
    void saysWhetherTheGatewayCanUseOne(String fields, boolean hasCredential, String explained) {
        assertThat(RelayProxyChallenge.of(List.of(fields.split(";"))).explained(hasCredential)).isEqualTo(explained);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ",", "\"", "\\", "a", "a ", "a=", "\"a", " \t"})
    void readsWhateverComesInLinearTime(String part) {
        assertThat(RelayProxyChallenge.of(List.of(part.repeat(7000 / part.length()))).schemes().size()).isLessThan(3);
    }
}
