package org.omsgateway.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.omsgateway.config.ConfigEditor;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.config.SettingChanges;
import org.omsgateway.config.StoredSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code oms-gateway config}. */
@Command(name = "config", description = "Show, change or check the settings.", synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Names may be written in any case. A change is made as a whole or, if anything is wrong, not at",
            "all; a running gateway follows it within two seconds, without a restart."})
public final class ConfigCommand {
    private static final String FROM_INPUT = "-";

    private final Supplier<ConfigStore> store;
    private final StandardInput input;

    /** @param store answers where the settings are, once the command line has been read */
    public ConfigCommand(Supplier<ConfigStore> store, StandardInput input) {
        this.store = store;
        this.input = input;
    }

    @Command(description = "List all settings.")
    void list(@Mixin Format format) throws IOException {
        print(List.of(Setting.values()), store.get().read(), format);
    }

    @Command(description = "Show a value; a list with one element on each line.")
    void get(@Parameters(paramLabel = "NAME") String name, @Mixin Format format)
            throws IOException, InvalidConfigException {
        SettingView view = new SettingView(named(name), store.get().read());
        format.print(view.toJson(), view.lines());
    }

    @Command(description = "Set a value or, for a list, all its elements.", footer = {"",
        "RelayProxyPassword takes no VALUE: it is read from standard input, as one line. For a list, the VALUE - stands",
        "for the lines of standard input."})
    void set(@Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "VALUE", arity = "0..*") List<String> values, @Mixin Format format)
            throws IOException, InvalidConfigException, CommandFailure {
        Setting setting = named(name);
        SettingChanges changes = SettingChanges.of(setting, given(setting, values));
        printEach(List.of(setting), editor().set(changes), format, true);
    }

    @Command(description = "Give settings their defaults again; without one, a setting is not set.")
    void unset(@Parameters(paramLabel = "NAME", arity = "1..*") List<String> names, @Mixin Format format)
            throws IOException, InvalidConfigException {
        Map<Setting, List<String>> none = new EnumMap<>(Setting.class);
        for (String name : names) {
            none.put(named(name), List.of());
        }
        printEach(none.keySet(), editor().set(new SettingChanges(none, List.of())), format, false);
    }

    @Command(description = "Add elements to a list.",
            footer = {"", "The VALUE - stands for the lines of standard input."})
    void add(@Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "VALUE", arity = "1..*") List<String> values, @Mixin Format format)
            throws IOException, InvalidConfigException, CommandFailure {
        Setting list = list(name);
        print(list, editor().add(list, given(list, values)), "Added", "There already", format);
    }

    @Command(description = "Remove elements from a list.",
            footer = {"", "The VALUE - stands for the lines of standard input."})
    void remove(@Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "VALUE", arity = "1..*") List<String> values, @Mixin Format format)
            throws IOException, InvalidConfigException, CommandFailure {
        Setting list = list(name);
        print(list, editor().remove(list, given(list, values)), "Removed", "Not there", format);
    }

    @Command(description = "Change several settings at once, given on standard input as a JSON object.",
            footer = {"", "Example: {\"RelayProxyAddress\":\"http://proxy:8080\",\"AllowedHosts\":[\"a.example\"]}",
                "null stands for the default."})
    void apply(@Mixin Format format) throws IOException, InvalidConfigException, CommandFailure {
        SettingChanges changes = input.changes();
        print(changes.values().keySet(), editor().set(changes).result(), format);
    }

    @Command(description = "Check the settings, changed as \"config apply\" would, and change nothing.",
            footer = {"", "Without anything on standard input, the settings are checked as they are."})
    void check(@Mixin Format format) throws IOException, InvalidConfigException, CommandFailure {
        editor().check(input.changes());
        format.print(Map.of("valid", true), List.of("The settings are right."));
    }

    private ConfigEditor editor() {
        return new ConfigEditor(store.get());
    }

    private static Setting named(String name) throws InvalidConfigException {
        return Setting.named(name)
                .orElseThrow(() -> new InvalidConfigException(List.of(ConfigProblem.unknown(name, Optional.empty()))));
    }

    private static Setting list(String name) throws InvalidConfigException, CommandFailure {
        Setting setting = named(name);
        if (!setting.isList()) {
            throw new CommandFailure(CommandFailure.Code.USAGE, setting.displayName()
                    + " is not a list: use config set (lists are AllowedHosts and AllowedClientCertificates)");
        }
        return setting;
    }

    private List<String> given(Setting setting, List<String> values) throws IOException, CommandFailure {
        if (setting.isSecret()) {
            if (values != null) {
                throw new CommandFailure(CommandFailure.Code.USAGE, setting.displayName() + " takes no value here,"
                        + " where others could see it: give it on standard input, as one line");
            }
            return List.of(input.secret(setting.displayName()).orElseThrow(() -> new CommandFailure(
                    CommandFailure.Code.USAGE, "standard input: empty (expected: the password, as one line)")));
        }
        if (values == null) {
            throw new CommandFailure(CommandFailure.Code.USAGE, "VALUE is missing (expected: " + setting.expected()
                    + "); to have the default again, use config unset " + setting.displayName());
        }
        return setting.isList() && values.equals(List.of(FROM_INPUT)) ? input.lines() : values;
    }

    private static void print(Iterable<Setting> settings, StoredSettings stored, Format format) {
        List<Object> objects = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Setting setting : settings) {
            SettingView view = new SettingView(setting, stored);
            objects.add(view.toJson());
            lines.addAll(view.table());
        }
        format.print(objects, lines);
    }

    private static void printEach(Iterable<Setting> settings, ConfigEditor.Change change, Format format, boolean one) {
        List<Object> objects = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (Setting setting : settings) {
            SettingView view = new SettingView(setting, change.result());
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", setting.displayName());
            object.put("changed", change.changed().contains(setting));
            object.put("value", view.value());
            objects.add(object);
            lines.add(setting.displayName() + (change.changed().contains(setting) ? " is now " : " was already ")
                    + view.inWords());
        }
        format.print(one ? objects.get(0) : objects, lines);
    }

    private static void print(Setting list, ConfigEditor.ListChange change, String done, String notNeeded,
            Format format) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", list.displayName());
        object.put("changed", change.changed());
        object.put("unchanged", change.unchanged());
        object.put("value", change.value());
        List<String> lines = new ArrayList<>();
        change.changed().forEach(element -> lines.add(done + ": " + element));
        change.unchanged().forEach(element -> lines.add(notNeeded + ": " + element));
        format.print(object, lines);
    }
}
