package org.omsgateway.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a store holds, not yet checked.
 *
 * @param values by name as written there, in any case and known or not: one element for a text, several for a list, and
 *     several for a text that was given several times. {@code RelayProxyPassword} is among them, in the clear
 * @param problems what could not be read as a value at all, such as a registry value of a wrong type
 * @param policy the names, as in {@code values}, of what a policy sets
 */
public record StoredSettings(Map<String, List<String>> values, List<ConfigProblem> problems, Set<String> policy) {
    /** A store that exists and holds nothing: every setting has its default. */
    public static final StoredSettings EMPTY = new StoredSettings(Map.of(), List.of());

    public StoredSettings {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, texts) -> byName.put(name, List.copyOf(texts)));
        values = Collections.unmodifiableMap(byName);
        problems = List.copyOf(problems);
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(policy);
        policy = Collections.unmodifiableSet(names);
    }

    /** A store without a policy. */
    public StoredSettings(Map<String, List<String>> values, List<ConfigProblem> problems) {
        this(values, problems, Set.of());
    }

    /** These settings with {@code policy} in the place of those that it sets. A policy cannot set a secret. */
    public StoredSettings under(StoredSettings policy) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(policy.values.keySet());
        policy.problems.forEach(problem -> names.add(problem.name()));
        List<ConfigProblem> problems = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (setting.isSecret() && names.remove(setting.displayName())) {
                problems.add(ConfigProblem.secretInPolicy(setting));
            }
        }
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(this.values);
        values.keySet().removeAll(names);
        policy.values.forEach((name, texts) -> {
            if (names.contains(name)) {
                values.put(name, texts);
            }
        });
        policy.problems.stream().filter(problem -> names.contains(problem.name())).forEach(problems::add);
        this.problems.stream().filter(problem -> !names.contains(problem.name())).forEach(problems::add);
        return new StoredSettings(values, problems, names);
    }

    /** What is stored for {@code setting}; empty if nothing is. */
    public List<String> texts(Setting setting) {
        return values.getOrDefault(setting.displayName(), List.of());
    }

    /** Whether anything is stored for {@code setting}, readable or not. */
    public boolean isSet(Setting setting) {
        return !texts(setting).isEmpty() || problems.stream().anyMatch(problem -> problem.isAbout(setting));
    }

    /** Whether a policy sets {@code setting}, readable or not. */
    public boolean isByPolicy(Setting setting) {
        return policy.contains(setting.displayName());
    }

    /** What is stored after {@code changes}, with the problems of both. */
    StoredSettings with(SettingChanges changes) {
        Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        changed.putAll(values);
        List<ConfigProblem> remaining = new ArrayList<>(problems);
        changes.values().forEach((setting, texts) -> {
            changed.remove(setting.displayName());
            if (!texts.isEmpty()) {
                changed.put(setting.displayName(), texts);
            }
            remaining.removeIf(problem -> problem.isAbout(setting));
        });
        remaining.addAll(changes.problems());
        return new StoredSettings(changed, remaining, policy);
    }

    /** The names only: the values may hold a password. */
    @Override
    public String toString() {
        return "StoredSettings" + values.keySet() + problems;
    }
}
