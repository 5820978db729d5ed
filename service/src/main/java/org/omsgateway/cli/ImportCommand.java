package org.omsgateway.cli;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.omsgateway.config.ConfigEditor;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Preview;
import org.omsgateway.config.Setting;
import org.omsgateway.config.SettingChanges;
import org.omsgateway.config.StoredSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code oms-gateway config import}. */
@Command(name = "import", description = "Apply settings from config export, or from Export-OMSGatewayMigration.ps1, on"
        + " standard input. They have no password: that of the same user is kept.")
public final class ImportCommand implements Callable<Integer> {
    private final Supplier<ConfigStore> store;
    private final StandardInput input;

    @Spec
    private CommandSpec command;

    public ImportCommand(Supplier<ConfigStore> store, StandardInput input) {
        this.store = store;
        this.input = input;
    }

    @Override
    public Integer call() throws IOException, InvalidConfigException, CommandFailure {
        ConfigStore settings = store.get();
        SettingChanges given = input.changes();
        boolean needsPassword = needsPassword(given, new Preview(settings).read());
        ConfigEditor.Change change = new ConfigEditor(settings).set(needsPassword ? withoutCredential(given) : given);
        change.changed().forEach(setting -> command.commandLine().getOut().println(
                setting.displayName() + " is now " + new SettingView(setting, change.result()).inWords()));
        if (needsPassword) {
            command.commandLine().getErr().println("Warning: the relay proxy has no user and no password, because the"
                    + " input has no password: set both RelayProxyPassword and RelayProxyUsername.");
        }
        return 0;
    }

    private static boolean needsPassword(SettingChanges given, StoredSettings before) {
        List<String> user = given.values().getOrDefault(Setting.RELAY_PROXY_USERNAME, List.of());
        boolean keepsPassword = before.isSet(Setting.RELAY_PROXY_PASSWORD)
                && before.texts(Setting.RELAY_PROXY_USERNAME).equals(user);
        return !user.isEmpty() && !given.values().containsKey(Setting.RELAY_PROXY_PASSWORD) && !keepsPassword;
    }

    private static SettingChanges withoutCredential(SettingChanges given) {
        Map<Setting, List<String>> values = new EnumMap<>(given.values());
        values.put(Setting.RELAY_PROXY_USERNAME, List.of());
        values.put(Setting.RELAY_PROXY_PASSWORD, List.of());
        return new SettingChanges(values, given.problems());
    }
}
