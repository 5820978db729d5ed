package org.omsgateway.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * New values for some settings.
 *
 * @param values single values as {@link Setting#split} returns them; none resets a setting to its default
 * @param problems what is already wrong with the changes, such as a name that no setting has
 */
public record SettingChanges(Map<Setting, List<String>> values, List<ConfigProblem> problems) {
    /** No change. */
    public static final SettingChanges NONE = new SettingChanges(Map.of(), List.of());

    public SettingChanges {
        Map<Setting, List<String>> split = new EnumMap<>(Setting.class);
        values.forEach((setting, texts) -> split.put(setting, setting.split(texts)));
        values = split;
        problems = List.copyOf(problems);
    }

    /** {@code texts} for {@code setting}, and no other change. */
    public static SettingChanges of(Setting setting, List<String> texts) {
        return new SettingChanges(Map.of(setting, texts), List.of());
    }

    /** The names only: the values may hold a password. */
    @Override
    public String toString() {
        return "SettingChanges" + values.keySet() + problems;
    }
}
