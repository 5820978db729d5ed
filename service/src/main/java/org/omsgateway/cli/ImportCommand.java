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
import org.omsgateway.config.RelayUsers;
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
        StoredSettings before = new Preview(settings).read();
        Map<Setting, List<String>> values = new EnumMap<>(given.values());
        boolean needsPassword = needsPassword(values, before);
        if (needsPassword) {
            values.put(Setting.RELAY_PROXY_USERNAME, List.of());
            values.put(Setting.RELAY_PROXY_PASSWORD, List.of());
        }
        List<String> users = usersWithoutPassword(values, before);
        if (!users.isEmpty()) {
            values.put(Setting.RELAY_PROXY_CREDENTIALS, List.of());
        }
        ConfigEditor.Change change = new ConfigEditor(settings).set(new SettingChanges(values, given.problems()));
        change.changed().forEach(setting -> command.commandLine().getOut().println(
                setting.displayName() + " is now " + new SettingView(setting, change.result()).inWords()));
        if (needsPassword) {
            command.commandLine().getErr().println("Warning: the relay proxy has no user and no password, because the"
                    + " input has no password: set both RelayProxyPassword and RelayProxyUsername.");
        }
        if (!users.isEmpty()) {
            command.commandLine().getErr().println("Warning: the input has no passwords of single relay proxies: set"
                    + " RelayProxyCredentials for " + String.join(", ", users) + ".");
        }
        return 0;
    }

    private static boolean needsPassword(Map<Setting, List<String>> given, StoredSettings before) {
        List<String> user = given.getOrDefault(Setting.RELAY_PROXY_USERNAME, List.of());
        boolean keepsPassword = before.isSet(Setting.RELAY_PROXY_PASSWORD)
                && before.texts(Setting.RELAY_PROXY_USERNAME).equals(user);
        return !user.isEmpty() && !given.containsKey(Setting.RELAY_PROXY_PASSWORD) && !keepsPassword;
    }

    /** The relay proxies' users whose passwords are not stored; takes those users out of {@code given}. */
    private static List<String> usersWithoutPassword(Map<Setting, List<String>> given, StoredSettings before) {
        List<String> users = given.getOrDefault(Setting.RELAY_PROXY_CREDENTIALS, List.of());
        if (users.isEmpty() || !users.stream().allMatch(RelayUsers::isText)) {
            return List.of();
        }
        given.remove(Setting.RELAY_PROXY_CREDENTIALS);
        return RelayUsers.texts(before).equals(users) ? List.of() : users;
    }
}
