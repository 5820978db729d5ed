package org.omsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on troubleshooting against the causes that the code names in events 402 and 403. */
class CausesTest {
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Of the system, and of the response to the client. */
    private static final Set<String> NO_CAUSES = Set.of("timed out", "The target host cannot be reached");

    @ParameterizedTest
    @ValueSource(strings = {"auth/AuthenticationException", "auth/RelayAuthenticator", "proxy/Connector",
            "proxy/DialHandler", "proxy/DialableAddresses", "proxy/FailoverDialer", "proxy/LookUps",
            "proxy/RelayProxyAnswer", "proxy/RelayProxyConversation", "proxy/RelayProxySchemes", "proxy/TlsGuard",
            "proxy/Via"})
    void hasARowForEachCauseThatAnAdministratorMayRead(String source) throws IOException {
        String page = Files.readString(Path.of("../docs/troubleshooting.md")).split("\n## 402\n")[1];
        String code = COMMENT.matcher(Files.readString(Path.of("src/main/java/org/omsgateway", source + ".java")))
                .replaceAll("").replaceAll("\"\\s*\\+\\s*\"", "");
        Matcher literals = LITERAL.matcher(code);
        int found = 0;
        while (literals.find()) {
            // What follows a semicolon is the advice.
            String cause = literals.group(1).split(";", 2)[0].split(" \\(", 2)[0].replaceFirst("^: ", "").strip();
            if (cause.contains(" ") && !NO_CAUSES.contains(cause)) {
                assertThat(page).contains(cause);
                found++;
            }
        }
        assertThat(found).isPositive();
    }
}
