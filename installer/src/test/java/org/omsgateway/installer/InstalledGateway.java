package org.omsgateway.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.omsgateway.testing.Await;

/** The gateway installed in a {@link Wine} with the same result as by setup, but with procrun's own commands. */
final class InstalledGateway {
    static final String SETTINGS = "HKLM\\SOFTWARE\\OMS Gateway";
    static final String POLICY = "HKLM\\SOFTWARE\\Policies\\OMS Gateway";
    static final String LOGS = "C:\\ProgramData\\OMS Gateway\\Logs";
    static final String NAME = "OMSGatewayService";
    static final String FOLDER = "C:\\Program Files\\OMS Gateway";

    private final Wine wine;

    private InstalledGateway(Wine wine) {
        this.wine = wine;
    }

    /** The gateway that {@link Setup} has installed. */
    static InstalledGateway bySetup(Wine wine) {
        return new InstalledGateway(wine);
    }

    static InstalledGateway in(Wine wine) throws IOException {
        InstalledGateway gateway = new InstalledGateway(wine);
        Wine.execute("cp", "-a", Wine.IMAGE.toString(), wine.path(FOLDER).toString());
        // Procrun's installation prints much and always exits with 0.
        wine.run(FOLDER + "\\" + NAME + ".exe", "//IS//" + NAME, "--DisplayName=OMS Gateway", "--Startup=manual",
                "--ServiceUser=NT SERVICE\\" + NAME,
                "--Jvm=" + FOLDER + "\\runtime\\bin\\server\\jvm.dll",
                "--Classpath=" + FOLDER + "\\lib\\oms-gateway.jar",
                "--JvmOptions=" + String.join("#", "-XX:VMOptionsFile=" + FOLDER + "\\lib\\service.vmoptions",
                        "-XX:ErrorFile=" + LOGS + "\\java-error-%p.log", "-Djna.boot.library.path=" + FOLDER + "\\lib",
                        "-Domsgateway.data=C:\\ProgramData\\OMS Gateway"),
                "--StartMode=jvm", "--StartClass=org.omsgateway.GatewayService", "--StartMethod=start",
                "--StopMode=jvm", "--StopClass=org.omsgateway.GatewayService", "--StopMethod=stop",
                "--StopTimeout=360", "--LogPath=" + LOGS, "--StdOutput=auto", "--StdError=auto");
        gateway.command("eventlog", "register");
        return gateway;
    }

    WineService service() {
        return wine.service(NAME);
    }

    /** Runs {@code oms-gateway}. */
    Wine.Result command(String... arguments) {
        return commandWithInput("", arguments);
    }

    /** Runs {@code oms-gateway config}, and waits until the running service has applied the changed settings. */
    void change(String... arguments) throws IOException {
        long before = changes();
        List<String> line = new ArrayList<>(List.of("config"));
        line.addAll(List.of(arguments));
        Wine.Result result = command(line.toArray(String[]::new));
        if (result.exitCode() != 0) {
            throw new AssertionError(line + ": " + result);
        }
        Await.until("new settings of the service", () -> {
            if (changes() > before) {
                return true;
            }
            if (!service().status().is(WineService.RUNNING)) {
                throw new AssertionError("The service has ended: " + wine.sessionOutput());
            }
            return false;
        });
    }

    private long changes() throws IOException {
        return Files.readString(wine.path(LOGS + "\\gateway.log")).lines()
                .filter(line -> line.contains("Settings applied: ")).count();
    }

    Wine.Result commandWithInput(String input, String... arguments) {
        List<String> line = new ArrayList<>(List.of("cmd", "/c", FOLDER + "\\oms-gateway.cmd"));
        line.addAll(Arrays.asList(arguments));
        return wine.runWithInput(input, line.toArray(String[]::new));
    }
}
