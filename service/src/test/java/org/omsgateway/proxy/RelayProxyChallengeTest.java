package org.omsgateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.config.AuthenticationScheme;

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
        "Negotiate YII+/x==   | YII+/x==", "negotiate   a  , Basic | a", "NTLM b, Negotiate, Negotiate a= | a=",
        "Negotiate                 | ''", "NTLM a | ''", "Negotiate = | ''", "Negotiate !, x | !",
    })
    void readsTheTokenOfAScheme(String field, String token) {
        assertThat(RelayProxyChallenge.of(List.of(field)).token(AuthenticationScheme.NEGOTIATE)).isEqualTo(token);
    }

    @Test
    void showsNoToken() {
        assertThat(RelayProxyChallenge.of(List.of("Negotiate geheim"))).hasToString("[Negotiate]");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ",", "\"", "\\", "a", "a ", "a=", "\"a", " \t"})
    void readsWhateverComesInLinearTime(String part) {
        assertThat(RelayProxyChallenge.of(List.of(part.repeat(7000 / part.length()))).schemes().size()).isLessThan(3);
    }
}
