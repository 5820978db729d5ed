package org.omsgateway.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.omsgateway.config.ConfigEditor;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.config.SettingChanges;
import org.omsgateway.config.StoredSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code oms-gateway config}. */
@Command(name = "config", description = "Show, change or check the settings.", synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand {
    private static final String NAME = "A setting, in any case; oms-gateway config --help lists them.";
    private static final String SET_VALUE = "The value; for a list one or more elements, or - alone for the lines of"
            + " standard input. RelayProxyPassword takes none: it is read from standard input, as one line.";
    private static final String ADDED = "Added";
    private static final String VALUE = "An element; - alone for the lines of standard input.";

    private final Supplier<ConfigStore> store;
    private final StandardInput input;
    private final SettingArguments arguments;

    /** @param store returns the store, once the command line has been read */
    public ConfigCommand(Supplier<ConfigStore> store, StandardInput input) {
        this.store = store;
        this.input = input;
        this.arguments = new SettingArguments(input);
    }

    /** The lines of the help text that list the settings. */
    public static String[] footer() {
        List<String> lines = new ArrayList<>(List.of("", "A change is made completely or, if anything is wrong, not"
                + " at all. A running gateway applies it within two seconds, without a restart.", "", "Settings:"));
        for (Setting setting : Setting.values()) {
            lines.add("  " + setting.displayName() + setting.defaultText().map(text -> " (" + text + ")").orElse(""));
            lines.add("    " + setting.description());
        }
        return lines.toArray(String[]::new);
    }

    @Command(description = "List all settings.")
    void list(@Mixin Format format) throws IOException {
        StoredSettings stored = store.get().read();
        format.print(SettingView.all(stored).map(SettingView::toJson).toList(),
                SettingView.all(stored).flatMap(view -> view.table().stream()).toList());
    }

    @Command(description = "Show a value; a list with one element on each line.")
    void get(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin Format format)
            throws IOException, InvalidConfigException {
        SettingView view = new SettingView(SettingArguments.named(name), store.get().read());
        format.print(view.toJson(), view.lines());
    }

    @Command(description = "Show which of some elements are in a list, as they are spelled there.")
    void find(@Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(paramLabel = "VALUE", arity = "1..*", description = VALUE) List<String> values,
            @Mixin Format format)
            throws IOException, InvalidConfigException, CommandFailure {
        Setting list = SettingArguments.list(name);
        StoredSettings stored = store.get().read();
        Map<String, String> found = ConfigEditor.find(list, arguments.values(list, values), stored);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", list.displayName());
        object.put("found", found.entrySet().stream()
                .map(pair -> Map.of("given", pair.getKey(), "element", list.shown(pair.getValue()))).toList());
        object.put("value", new SettingView(list, stored).value());
        format.print(object, found.values().stream().map(list::shown).toList());
    }

    @Command(description = "Set a value or, for a list, all its elements.")
    void set(@Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(paramLabel = "VALUE", arity = "0..*", description = SET_VALUE) List<String> values,
            @Mixin Format format)
            throws IOException, InvalidConfigException, CommandFailure {
        Setting setting = SettingArguments.named(name);
        SettingChanges changes = SettingChanges.of(setting, arguments.values(setting, values));
        ConfigEditor.Change change = editor().set(changes);
        format.print(toJson(setting, change), List.of(inWords(setting, change)),
                WideHosts.in(setting, changes.values().get(setting)));
    }

    @Command(description = "Reset settings to their defaults; a setting without a default is then not set.")
    void unset(@Parameters(paramLabel = "NAME", arity = "1..*", description = NAME) List<String> names,
            @Mixin Format format)
            throws IOException, InvalidConfigException {
        Map<Setting, List<String>> none = new EnumMap<>(Setting.class);
        for (String name : names) {
            none.put(SettingArguments.named(name), List.of());
        }
        ConfigEditor.Change change = editor().set(new SettingChanges(none, List.of()));
        format.print(none.keySet().stream().map(setting -> toJson(setting, change)).toList(),
                none.keySet().stream().map(setting -> inWords(setting, change)).toList());
    }

    @Command(description = "Add elements to a list.")
    void add(@Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(paramLabel = "VALUE", arity = "1..*", description = VALUE) List<String> values,
            @Mixin PreviewOption preview, @Mixin Format format)
            throws IOException, InvalidConfigException, CommandFailure {
        Setting list = SettingArguments.list(name);
        preview.make((editor, before) -> print(list, editor.add(list, arguments.values(list, values)),
                ADDED, "There already", format), store.get(), input);
    }

    @Command(description = "Remove elements from a list.")
    void remove(@Parameters(paramLabel = "NAME", description = NAME) String name,
            @Parameters(paramLabel = "VALUE", arity = "1..*", description = VALUE) List<String> values,
            @Mixin PreviewOption preview, @Mixin Format format)
            throws IOException, InvalidConfigException, CommandFailure {
        Setting list = SettingArguments.list(name);
        preview.make((editor, before) -> print(list, editor.remove(list, arguments.values(list, values)),
                "Removed", "Not there", format), store.get(), input);
    }

    @Command(description = "Change several settings at once, given on standard input as a JSON object.",
            footer = {"", "Example: {\"RelayProxyAddress\":\"http://proxy:8080\",\"AllowedHosts\":[\"a.example\"]}",
                "null resets a setting to its default."})
    void apply(@Mixin PreviewOption preview, @Mixin Format format)
            throws IOException, InvalidConfigException, CommandFailure {
        preview.make((editor, store) -> {
            StoredSettings before = store.read();
            SettingChanges changes = input.changes();
            StoredSettings after = editor.set(changes).result();
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("before", SettingView.all(before).map(SettingView::toJson).toList());
            object.put("after", SettingView.all(after).map(SettingView::toJson).toList());
            WideHosts wide = WideHosts.in(Setting.ALLOWED_HOSTS,
                    changes.values().getOrDefault(Setting.ALLOWED_HOSTS, List.of()));
            format.print(object, SettingView.all(after)
                    .filter(view -> changes.values().containsKey(view.setting()))
                    .flatMap(view -> view.table().stream())
                    .toList(), wide);
        }, store.get(), input);
    }

    @Command(description = "Check the settings as \"config apply\" would change them, and change nothing.",
            footer = {"", "Without anything on standard input, the stored settings are checked."})
    void check(@Mixin Format format) throws IOException, InvalidConfigException, CommandFailure {
        StoredSettings checked = editor().check(input.isTyped() ? SettingChanges.NONE : input.changes());
        WideHosts wide = WideHosts.in(
                Setting.ALLOWED_HOSTS, Setting.ALLOWED_HOSTS.split(checked.texts(Setting.ALLOWED_HOSTS)));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("valid", true);
        format.print(object, List.of("The settings are right."), wide);
    }

    private ConfigEditor editor() {
        return new ConfigEditor(store.get());
    }

    private static Map<String, Object> toJson(Setting setting, ConfigEditor.Change change) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", setting.displayName());
        object.put("changed", change.changed().contains(setting));
        object.put("value", new SettingView(setting, change.result()).value());
        return object;
    }

    private static String inWords(Setting setting, ConfigEditor.Change change) {
        return setting.displayName() + (change.changed().contains(setting) ? " is now " : " was already ")
                + new SettingView(setting, change.result()).inWords();
    }

    private static void print(Setting list, ConfigEditor.ListChange change, String done, String notNeeded,
            Format format) {
        List<String> changed = change.changed().stream().map(list::shown).toList();
        List<String> unchanged = change.unchanged().stream().map(list::shown).toList();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", list.displayName());
        object.put("changed", changed);
        object.put("unchanged", unchanged);
        List<String> overlapping = change.overlapping().stream().map(list::shown).toList();
        object.put("overlapping", overlapping);
        object.put("value", change.value().stream().map(list::shown).toList());
        List<String> lines = new ArrayList<>();
        changed.forEach(element -> lines.add(done + ": " + element));
        unchanged.forEach(element -> lines.add(notNeeded + ": " + element));
        overlapping.forEach(element -> lines.add("Still there, and allows a part of the removed: " + element));
        format.print(object, lines, WideHosts.in(list, done.equals(ADDED) ? change.changed() : List.of()));
    }
}
