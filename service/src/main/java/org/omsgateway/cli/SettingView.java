package org.omsgateway.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.omsgateway.config.RelayUsers;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;

/** A setting as the command line shows it. */
record SettingView(Setting setting, StoredSettings stored) {
    private static final String NOT_SET = "not set";

    /** All settings. */
    static Stream<SettingView> all(StoredSettings stored) {
        return Arrays.stream(Setting.values()).map(setting -> new SettingView(setting, stored));
    }

    /** As an object for programs; a password is null, whether it is set or not. */
    Map<String, Object> toJson() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", setting.displayName());
        view.put("value", value());
        if (setting.isSecret()) {
            view.put("isSet", stored.isSet(setting));
            if (setting == Setting.RELAY_PROXY_CREDENTIALS) {
                view.put("users", RelayUsers.of(stored));
            }
        }
        view.put("default", defaultValue());
        view.put("isDefault", isDefault());
        view.put("source", source());
        view.put("description", setting.description());
        view.put("code", setting.expected().code().orElse(null));
        view.put("facts", setting.expected().facts());
        return view;
    }

    /** As lines for people, one for each element of a list; none where nothing is set and there is no default. */
    List<String> lines() {
        if (setting.isSecret()) {
            return List.of(stored.isSet(setting) ? "set" : NOT_SET);
        }
        Object value = value();
        if (value instanceof List<?> elements) {
            return elements.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    /** As lines of a table with the name in front. */
    List<String> table() {
        List<String> values = lines().isEmpty() ? List.of(NOT_SET) : lines();
        boolean isShownDefault = isDefault() && setting.defaultText().isPresent();
        String remark = stored.isByPolicy(setting) ? " (policy)" : isShownDefault ? " (default)" : "";
        List<String> rows = new ArrayList<>();
        for (String value : values) {
            String name = rows.isEmpty() ? setting.displayName() : "";
            rows.add(String.format("%-26s%s%s", name, value, remark));
        }
        return rows;
    }

    /** The value as a part of a sentence. */
    String inWords() {
        return lines().isEmpty() ? NOT_SET : String.join(", ", lines());
    }

    /** The value in force if the settings are valid: a text, a list of texts, or null. */
    Object value() {
        if (setting.isSecret()) {
            return null;
        }
        List<String> shown = setting.split(stored.texts(setting)).stream().map(setting::shown).toList();
        if (shown.isEmpty()) {
            return defaultValue();
        }
        return setting.isList() ? shown : String.join("; ", shown);
    }

    boolean isDefault() {
        return setting.isSecret() ? !stored.isSet(setting) : Objects.equals(value(), defaultValue());
    }

    private String source() {
        return stored.isByPolicy(setting) ? "Policy" : stored.isSet(setting) ? "Local" : "Default";
    }

    private Object defaultValue() {
        return setting.isList() ? setting.defaultText().stream().toList() : setting.defaultText().orElse(null);
    }
}
