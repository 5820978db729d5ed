package org.omsgateway.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * New values for some settings.
 *
 * @param values single values as {@link Setting#split} answers them: none to give a setting its default again
 * @param problems what is wrong with the changes already, such as a name that is none of the settings'
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
