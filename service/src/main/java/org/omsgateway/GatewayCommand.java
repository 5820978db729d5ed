package org.omsgateway;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
        int exitCode = commandLine(System.in, System.getenv(), List.of(arguments)).execute(arguments);
        System.err.close();
        System.exit(exitCode);
    }

    /** Has all commands. */
    static CommandLine commandLine(InputStream in, Map<String, String> environment) {
        return commandLine(in, environment, List.of());
    }

    /**
     * Has the commands whose names are among {@code arguments} or, where there are none, all of them, for the help.
     * Reading the annotations of all commands would take half the time of a short one.
     */
    private static CommandLine commandLine(InputStream in, Map<String, String> environment, List<String> arguments) {
        GatewayCommand command = new GatewayCommand(environment);
        Map<String, Supplier<Object>> commands = command.commands(new StandardInput(in));
        List<String> named = arguments.stream().filter(commands::containsKey).distinct().toList();
        CommandLine line = new CommandLine(command);
        (named.isEmpty() ? commands.keySet() : named).forEach(
                name -> line.addSubcommand(name, commands.get(name).get()));
        FailureReport failures = new FailureReport();
        return line.setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private Map<String, Supplier<Object>> commands(StandardInput input) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(this::store));
        commands.put("config", () -> configCommand(input));
        commands.put("hosts", () -> new HostsCommand(this::store, LocalAgents.ofThisMachine()));
        commands.put("test", () -> new TestCommand(this::store));
        commands.put("diagnose", () -> new DiagnoseCommand(this::store, Version.current()));
        commands.put("report", () -> new ReportCommand(this::store, Version.current()));
        commands.put("status", () -> new StatusCommand(this::store));
        commands.put("connections", () -> new ConnectionsCommand(this::store));
        commands.put("tunnels", () -> new TunnelsCommand(this::store));
        commands.put("eventlog", EventLogCommand::new);
        commands.put("version", () -> new VersionCommand(Version.current()));
        return commands;
    }

    private CommandLine configCommand(StandardInput input) {
        CommandLine config = new CommandLine(new ConfigCommand(this::store, input))
                .addSubcommand(new ExportCommand(this::store))
                .addSubcommand(new ImportCommand(this::store, input));
        config.getCommandSpec().usageMessage().footer(ConfigCommand.footer());
        return config;
    }

    private ConfigStore store() {
        return ConfigStores.choose(Optional.ofNullable(config), environment);
    }
}
