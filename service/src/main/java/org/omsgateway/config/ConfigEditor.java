package org.omsgateway.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.omsgateway.policy.AllowedEntry;

/**
 * Changes what a store holds. A change is written as a whole, and only if it adds no problem. An existing problem
 * blocks only a change to the same setting, so that several wrong settings can be corrected one by one.
 */
public final class ConfigEditor {
    private final ConfigStore store;

    public ConfigEditor(ConfigStore store) {
        this.store = store;
    }

    /**
     * The outcome of a change.
     *
     * @param result what is stored now
     * @param changed the settings that were written
     */
    public record Change(StoredSettings result, Set<Setting> changed) {}

    /**
     * The outcome of a change to the elements of a list.
     *
     * @param changed the given elements that were added or removed
     * @param unchanged the given elements that were there already, or were not there
     * @param value all elements now
     * @param overlapping elements that still allow a part of what the removed ones allowed
     */
    public record ListChange(
            List<String> changed, List<String> unchanged, List<String> value, List<String> overlapping) {}

    /**
     * Gives settings new values.
     *
     * @throws InvalidConfigException if one of the changes is wrong, or makes another setting wrong, or if a policy
     *     sets the setting to something else
     * @throws IOException as {@link ConfigStore#update}
     */
    public Change set(SettingChanges changes) throws IOException, InvalidConfigException {
        List<Change> change = new ArrayList<>();
        store.update(stored -> {
            Map<Setting, List<String>> needed = new EnumMap<>(changes.values());
            needed.entrySet().removeIf(entry -> isStored(entry.getKey(), entry.getValue(), stored));
            requireNoPolicy(needed, stored);
            List<ConfigProblem> before = ConfigParser.problems(stored);
            StoredSettings result = stored.with(changes);
            require(ConfigParser.problems(result), problem -> !before.contains(problem)
                    || changes.problems().contains(problem)
                    || changes.values().keySet().stream().anyMatch(problem::isAbout));
            change.add(new Change(result, needed.keySet()));
            return needed;
        });
        return change.get(0);
    }

    /** Adds elements to a list; failures as {@link #set}. */
    public ListChange add(Setting list, List<String> elements) throws IOException, InvalidConfigException {
        return edit(list, elements, (value, meaning, element) -> value.putIfAbsent(meaning, element) == null);
    }

    /** Removes elements from a list; failures as {@link #set}. */
    public ListChange remove(Setting list, List<String> elements) throws IOException, InvalidConfigException {
        Set<AllowedEntry<?>> removed = new LinkedHashSet<>();
        ListChange change = edit(list, elements, (value, meaning, element) -> {
            if (meaning instanceof AllowedEntry<?> entry && value.containsKey(entry)) {
                removed.add(entry);
            }
            return value.remove(meaning) != null;
        });
        change.value().stream()
                .filter(element -> meaning(list, element) instanceof AllowedEntry<?> entry
                        && removed.stream().anyMatch(other -> overlap(entry, other)))
                .forEach(change.overlapping()::add);
        return change;
    }

    /**
     * Finds elements of a list, whatever their spelling.
     *
     * @return the element in {@code stored} for each of {@code elements} that is there, by the spelling given
     */
    public static Map<String, String> find(Setting list, List<String> elements, StoredSettings stored) {
        Map<Object, String> value = byMeaning(list, stored);
        Map<String, String> found = new LinkedHashMap<>();
        for (String element : list.split(elements)) {
            String match = value.get(meaning(list, element));
            if (match != null) {
                found.put(element, match);
            }
        }
        return found;
    }

    /**
     * Checks all settings as {@link #set} would leave them, writes nothing, and returns them.
     *
     * @throws InvalidConfigException if anything is wrong
     * @throws IOException as {@link ConfigStore#read}
     */
    public StoredSettings check(SettingChanges changes) throws IOException, InvalidConfigException {
        StoredSettings result = store.read().with(changes);
        require(ConfigParser.problems(result), problem -> true);
        return result;
    }

    /** Changes a list by one element. Returns false if there is nothing to change. */
    @FunctionalInterface
    private interface Step {
        /** @param value the elements by their meaning, whatever their spelling */
        boolean take(Map<Object, String> value, Object meaning, String element);
    }

    private ListChange edit(Setting list, List<String> elements, Step step) throws IOException, InvalidConfigException {
        List<String> given = list.split(elements);
        if (given.isEmpty()) {
            throw new InvalidConfigException(List.of(ConfigProblem.wrong(list, "")));
        }
        ListChange change = new ListChange(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        store.update(stored -> {
            // Elements that cannot be read would be lost.
            require(stored.problems(), problem -> problem.isAbout(list));
            Map<Object, String> value = byMeaning(list, stored);
            for (String element : given) {
                boolean taken = step.take(value, meaning(list, element), element);
                (taken ? change.changed() : change.unchanged()).add(element);
            }
            change.value().addAll(value.values());
            Map<Setting, List<String>> needed = change.changed().isEmpty() ? Map.of() : Map.of(list, change.value());
            requireNoPolicy(needed, stored);
            List<ConfigProblem> before = ConfigParser.problems(stored);
            StoredSettings result = stored.with(SettingChanges.of(list, change.value()));
            require(ConfigParser.problems(result), problem -> !before.contains(problem));
            return needed;
        });
        return change;
    }

    /** Entries of one list are of one kind. */
    @SuppressWarnings("unchecked")
    private static <T extends AllowedEntry<T>> boolean overlap(AllowedEntry<?> one, AllowedEntry<?> other) {
        return ((T) one).overlaps((T) other);
    }

    private static boolean isStored(Setting setting, List<String> value, StoredSettings stored) {
        if (stored.problems().stream().anyMatch(problem -> problem.isAbout(setting))) {
            return false;
        }
        List<String> present = setting.split(stored.texts(setting));
        // A local change cannot make a policy's value a default.
        boolean isSame = stored.isByPolicy(setting) && value.isEmpty()
                && present.equals(setting.defaultText().stream().toList());
        return isSame || present.equals(value);
    }

    private static void requireNoPolicy(Map<Setting, List<String>> changes, StoredSettings stored)
            throws InvalidConfigException {
        require(changes.keySet().stream().filter(stored::isByPolicy).map(ConfigProblem::setByPolicy).toList(),
                problem -> true);
    }

    private static Map<Object, String> byMeaning(Setting list, StoredSettings stored) {
        Map<Object, String> elements = new LinkedHashMap<>();
        list.split(stored.texts(list)).forEach(element -> elements.put(meaning(list, element), element));
        return elements;
    }

    private static Object meaning(Setting setting, String text) {
        try {
            return setting.parse(text);
        } catch (WrongValueException e) {
            return text;
        }
    }

    private static void require(List<ConfigProblem> problems, Predicate<ConfigProblem> matters)
            throws InvalidConfigException {
        List<ConfigProblem> that = problems.stream().filter(matters).toList();
        if (!that.isEmpty()) {
            throw new InvalidConfigException(that);
        }
    }
}
