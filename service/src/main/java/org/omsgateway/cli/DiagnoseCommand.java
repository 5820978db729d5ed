package org.omsgateway.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.omsgateway.config.ConfigStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code oms-gateway diagnose}. */
@Command(name = "diagnose", description = "Show the versions, the settings without passwords, and the results of"
        + " \"oms-gateway test\".")
public final class DiagnoseCommand implements Callable<Integer> {
    private final Supplier<ConfigStore> store;
    private final String version;

    @Mixin
    private Format format;

    /** @param version of the gateway */
    public DiagnoseCommand(Supplier<ConfigStore> store, String version) {
        this.store = store;
        this.version = version;
    }

    /** Returns 0, whatever the tests result in. */
    @SuppressWarnings("try")
    @Override
    public Integer call() throws InterruptedException {
        List<Check> checks;
        List<SettingView> settings;
        try (SignOfLife sign = format.signOfLife()) {
            settings = settings();
            checks = TestCommand.checks(store.get());
        }
        Map<String, String> versions = VersionCommand.versions(version);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("versions", versions);
        object.put("settings", settings.stream().map(SettingView::toJson).toList());
        object.put("test", TestCommand.toJson(checks));
        List<String> lines = new ArrayList<>();
        versions.forEach((name, value) -> lines.add(name + ": " + value));
        Stream.concat(settings.stream().flatMap(view -> view.table().stream()), checks.stream().map(Check::toString))
                .forEach(lines::add);
        format.print(object, lines);
        return 0;
    }

    /** All settings; none if they cannot be read, of which a check says the reason. */
    private List<SettingView> settings() {
        try {
            return SettingView.all(store.get().read()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
