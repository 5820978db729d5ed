package org.omsgateway;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.omsgateway.agent.LocalAgents;
import org.omsgateway.cli.ConfigCommand;
import org.omsgateway.cli.ConnectionsCommand;
import org.omsgateway.cli.DiagnoseCommand;
import org.omsgateway.cli.EventLogCommand;
import org.omsgateway.cli.ExportCommand;
import org.omsgateway.cli.FailureReport;
import org.omsgateway.cli.HostsCommand;
import org.omsgateway.cli.ImportCommand;
import org.omsgateway.cli.ReportCommand;
import org.omsgateway.cli.StandardInput;
import org.omsgateway.cli.StatusCommand;
import org.omsgateway.cli.TestCommand;
import org.omsgateway.cli.TunnelsCommand;
import org.omsgateway.cli.VersionCommand;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.store.ConfigStores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine;

/** The command line, {@code oms-gateway}. */
@Command(name = "oms-gateway", synopsisSubcommandLabel = "COMMAND",
        description = "The gateway between monitored machines and Azure Monitor.",
        footer = {"", "Examples:",
            "  oms-gateway config add AllowedHosts we-agentservice-prod-1.azure-automation.net",
            "  oms-gateway config set RelayProxyPassword < password.txt",
            "  oms-gateway test",
            "", "Exit codes:", "  0  done", "  1  failed: something could not be read, written or reached",
            "  2  wrong settings or usage"})
public final class GatewayCommand {
    private static final int HELP_WIDTH = 100;

    @Option(names = "--config", paramLabel = "FILE", scope = ScopeType.INHERIT,
            description = "Settings file. The default is the file that the environment variable "
                    + ConfigStores.ENVIRONMENT_VARIABLE + " names or, without it, the settings of the machine:"
                    + " the registry on Windows, /etc/oms-gateway/gateway.properties elsewhere.")
    private Path config;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    private boolean help;

    private final Map<String, String> environment;

    private GatewayCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(System.in, System.getenv()).execute(arguments));
    }

    static CommandLine commandLine(InputStream in, Map<String, String> environment) {
        GatewayCommand command = new GatewayCommand(environment);
        FailureReport failures = new FailureReport();
        StandardInput input = new StandardInput(in);
        CommandLine config = new CommandLine(new ConfigCommand(command::store, input))
                .addSubcommand(new ExportCommand(command::store))
                .addSubcommand(new ImportCommand(command::store, input));
        CommandLine line = new CommandLine(command)
                .addSubcommand(new RunCommand(command::store))
                .addSubcommand(config)
                .addSubcommand(new HostsCommand(command::store, LocalAgents.ofThisMachine()))
                .addSubcommand(new TestCommand(command::store))
                .addSubcommand(new DiagnoseCommand(command::store, Version.current()))
                .addSubcommand(new ReportCommand(command::store, Version.current()))
                .addSubcommand(new StatusCommand(command::store))
                .addSubcommand(new ConnectionsCommand(command::store))
                .addSubcommand(new TunnelsCommand(command::store))
                .addSubcommand(new EventLogCommand())
                .addSubcommand(new VersionCommand(Version.current()))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
        config.getCommandSpec().usageMessage().footer(ConfigCommand.footer());
        return line;
    }

    private ConfigStore store() {
        return ConfigStores.choose(Optional.ofNullable(config), environment);
    }
}
