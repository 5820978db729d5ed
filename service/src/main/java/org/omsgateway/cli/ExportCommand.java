package org.omsgateway.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.RelayUsers;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;
import org.omsgateway.status.JsonLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code oms-gateway config export}. */
@Command(name = "export", description = "Print all settings but passwords as a JSON object for config import."
        + " A setting that has its default is null; of credentials for single relay proxies, there are the users.")
public final class ExportCommand implements Callable<Integer> {
    private final Supplier<ConfigStore> store;

    @Spec
    private CommandSpec command;

    public ExportCommand(Supplier<ConfigStore> store) {
        this.store = store;
    }

    @Override
    public Integer call() throws IOException {
        StoredSettings stored = store.get().read();
        Map<String, Object> settings = new LinkedHashMap<>();
        SettingView.all(stored).filter(view -> !view.setting().isSecret())
                .forEach(view -> settings.put(view.setting().displayName(), view.isDefault() ? null : view.value()));
        List<String> users = RelayUsers.texts(stored);
        settings.put(Setting.RELAY_PROXY_CREDENTIALS.displayName(), users.isEmpty() ? null : users);
        command.commandLine().getOut().println(JsonLine.write(settings));
        return 0;
    }
}
