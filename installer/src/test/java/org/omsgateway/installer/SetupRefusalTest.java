package org.omsgateway.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omsgateway.testing.TestServer;

/**
 * Setup refuses wrong properties on a machine without the gateway: it says why, exits with 1603, and leaves no trace.
 */
class SetupRefusalTest extends FreshWindows {
    private static final String PORT = "The port number (PORTNUMBER) must be a whole number from 1 to 65535.";
    private static final String PROXY_MISSING = "The proxy address (PROXY) is missing.";
    private static final String PROXY_FORM =
            "The proxy address (PROXY) must have the form http://host:port, host:port or host.";
    private static final String PROXY_UNUSED = "A proxy address (PROXY) was given without HASPROXY=1.";
    private static final String CREDENTIAL_MISSING =
            "The proxy requires authentication: the user name (USERNAME) or the password (PASSWORD) is missing.";
    private static final String CREDENTIAL_FORM = "The user name (USERNAME) and the password (PASSWORD) can have up to"
            + " 256 characters and must not contain control characters; the user name must not contain a colon,"
            + " either.";
    private static final String CREDENTIAL_UNUSED =
            "A user name and password (HASAUTH=1) need a proxy address (HASPROXY=1 and PROXY).";
    private static final String CLIENTS = "Each allowed client (ALLOWEDCLIENTS) must be an IP address, a CIDR block"
            + " such as 10.1.0.0/16, or a range such as 10.1.0.5-10.1.0.9.";
    private static final String ACCOUNT_UNKNOWN = "Windows finds no account %s (SERVICEACCOUNT). The form is"
            + " CONTOSO\\gateway or, for a group managed service account, CONTOSO\\gateway$.";
    private static final String ACCOUNT_PASSWORD_UNUSED =
            "A password (SERVICEPASSWORD) was given without an account (SERVICEACCOUNT) that needs one.";
    private static final String FOLDER_CHARACTERS = "INSTALLDIR has characters that do not exist in the language";
    private static final String FOLDER =
            "INSTALLDIR must be a folder for OMS Gateway alone, on a disk of this computer";

    private static Snapshot before;
    private static int freePort;

    SetupRefusalTest() throws IOException {
        super("setup-refusal");
    }

    @BeforeAll
    void start() throws IOException {
        freePort = TestServer.unusedPort();
        before = Snapshot.of(wine);
    }

    @AfterAll
    void nothingWasInstalled() throws IOException {
        assertThat(Snapshot.of(wine).changesSince(before)).isEmpty();
        assertThat(standIns.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "PORTNUMBER=0 | " + PORT,
        "PORTNUMBER=65536 | " + PORT,
        "PORTNUMBER=-1 | " + PORT,
        "PORTNUMBER=http | " + PORT,
        "PORTNUMBER=\" 80\" | " + PORT,
        "PORTNUMBER=8o80 | " + PORT,
        "HASPROXY=1 | " + PROXY_MISSING,
        "HASPROXY=1 PROXY= | " + PROXY_MISSING,
        "HASPROXY=1 PROXY=https://proxy:8080 | " + PROXY_FORM,
        "HASPROXY=1 PROXY=proxy:0 | " + PROXY_FORM,
        "HASPROXY=1 PROXY=proxy:http | " + PROXY_FORM,
        "HASPROXY=1 PROXY=user:password@proxy:8080 | " + PROXY_FORM,
        "HASPROXY=1 PROXY=\"a proxy\" | " + PROXY_FORM,
        "HASPROXY=1 PROXY=300.1.2.3:80 | " + PROXY_FORM,
        "HASPROXY=1 PROXY=fa\u00df.example:8080 | " + PROXY_FORM,
        "PROXY=proxy:8080 | " + PROXY_UNUSED,
        "HASPROXY=2 PROXY=proxy:8080 | HASPROXY must be 0 or 1.",
        "HASPROXY=yes | HASPROXY must be 0 or 1.",
        "HASPROXY=1 PROXY=proxy HASAUTH=true USERNAME=u PASSWORD=p | HASAUTH must be 0 or 1.",
        "HASPROXY=1 PROXY=proxy HASAUTH=1 PASSWORD=p | " + CREDENTIAL_MISSING,
        "HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=u | " + CREDENTIAL_MISSING,
        "HASPROXY=1 PROXY=proxy HASAUTH=1 | " + CREDENTIAL_MISSING,
        "HASAUTH=1 USERNAME=u PASSWORD=p | " + CREDENTIAL_UNUSED,
        "HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=a:b PASSWORD=p | " + CREDENTIAL_FORM,
        "HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=\"a\tb\" PASSWORD=p | " + CREDENTIAL_FORM,
        "HASPROXY=1 PROXY=proxy HASAUTH=1 USERNAME=u PASSWORD=\"a\tb\" | " + CREDENTIAL_FORM,
        "ALLOWEDCLIENTS=server1 | " + CLIENTS,
        "ALLOWEDCLIENTS=10.0.0.1,10.0.0.256 | " + CLIENTS,
        "ALLOWEDCLIENTS=10.0.0.0/33 | " + CLIENTS,
        "ALLOWEDCLIENTS=10.0.0.1/8 | " + CLIENTS,
        "ALLOWEDCLIENTS=10.0.0.9-10.0.0.5 | " + CLIENTS,
        "ALLOWEDCLIENTS=10.0.0.1-::1 | " + CLIENTS,
        "ALLOWEDCLIENTS=fe80::1/10 | " + CLIENTS,
        "ALLOWEDCLIENTS=, | " + CLIENTS,
        "SETTINGSFILE=C:\\none.json | The file of settings (SETTINGSFILE) can't be used: C:\\none.json",
        "INSTALLDIR=C:\\ | " + FOLDER,
        "INSTALLDIR=\"C:\\Program Files\\\" | " + FOLDER,
        "INSTALLDIR=C:\\windows\\gateway | " + FOLDER,
        // Code page 1252 of this Windows has no Greek letters.
        "INSTALLDIR=C:\\Gateway-α | " + FOLDER_CHARACTERS,
    })
    void refusesWrongProperties(String properties, String error) throws IOException {
        String port = properties.contains("PORTNUMBER") ? "" : " PORTNUMBER=" + freePort;
        assertRefused(setup.install("LicenseAccepted=1" + port + " " + properties), error);
    }

    /** Neither a group, nor an account that Windows has for each service, nor a name without its domain. */
    @ParameterizedTest
    @ValueSource(strings = {"CONTOSO\\nobody", "CONTOSO\\nobody$", "gateway", "NT AUTHORITY\\SYSTEM", "LocalSystem",
        "BUILTIN\\Administrators", "NT SERVICE\\Other", ".\\nobody", "nobody@contoso.com"})
    void refusesWhatIsNoAccountOfAUser(String account) throws IOException {
        assertRefused(setup.installKnowing("gateway", Setup.PACKAGE, "LicenseAccepted=1 PORTNUMBER=" + freePort
                + " SERVICEPASSWORD=p SERVICEACCOUNT=\"" + account + "\""), ACCOUNT_UNKNOWN.formatted(account));
    }

    @Test
    void wantsAPasswordWhereTheAccountNeedsOneAndOnlyThere() throws IOException {
        String properties = "LicenseAccepted=1 PORTNUMBER=" + freePort + " SERVICEACCOUNT=.\\gateway";
        assertRefused(setup.installKnowing("gateway", Setup.PACKAGE, properties),
                "The account .\\gateway (SERVICEACCOUNT) needs a password (SERVICEPASSWORD).");
        assertRefused(setup.installKnowing("gateway$", Setup.PACKAGE, properties + "$ SERVICEPASSWORD=p"),
                ACCOUNT_PASSWORD_UNUSED);
        assertRefused(setup.install("LicenseAccepted=1 PORTNUMBER=" + freePort + " SERVICEPASSWORD=p"),
                ACCOUNT_PASSWORD_UNUSED);
        assertRefused(setup.install("LicenseAccepted=1 PORTNUMBER=" + freePort + " SERVICEPASSWORD=p"
                + " SERVICEACCOUNT=\"nt service\\omsgatewayservice\""), ACCOUNT_PASSWORD_UNUSED);
    }

    @Test
    void reportsAllProblemsAtOnce() throws IOException {
        Setup.Result result = setup.install("LicenseAccepted=1 PORTNUMBER=0 HASPROXY=1 HASAUTH=1");
        assertRefused(result, PORT);
        assertRefused(result, PROXY_MISSING);
        assertRefused(result, CREDENTIAL_MISSING);
        assertThat(result.log().lines().filter(line -> line.startsWith(CREDENTIAL_MISSING))).hasSize(1);
    }

    @Test
    void refusesAPortInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(setup.install("LicenseAccepted=1 PORTNUMBER=" + other.getLocalPort()),
                    "Another program on this computer already uses the port.");
        }
    }

    @Test
    void wantsTheLicenseAcceptedWithoutTheWizard() throws IOException {
        assertThat(setup.install("PORTNUMBER=" + freePort).endsAtLaunchConditions()).isTrue();
        assertThat(setup.install("LicenseAccepted=0 PORTNUMBER=" + freePort).endsAtLaunchConditions()).isTrue();
        assertThat(setup.run("/i", Setup.PACKAGE, "/qb PORTNUMBER=" + freePort).endsAtLaunchConditions()).isTrue();
    }

    @Test
    void leavesTheServiceOfAnotherProductAlone() throws IOException {
        // Like the service of Microsoft's gateway.
        service.create("C:\\Gateway\\Gateway.exe");
        try {
            assertThat(setup.install("LicenseAccepted=1 PORTNUMBER=" + freePort).endsAtLaunchConditions()).isTrue();
        } finally {
            service.delete();
        }
    }

    private static void assertRefused(Setup.Result result, String error) {
        assertThat(result.says(error)).as(result.log()).isTrue();
        assertThat(result.exitCode()).isEqualTo(Setup.FAILED);
    }
}
