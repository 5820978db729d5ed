package org.omsgateway.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong with the settings.
 *
 * @param name the setting, as far as known in its canonical spelling; the store's location where what is stored cannot
 *     be read as a setting
 * @param value what was found, without credentials; empty if nothing was
 * @param expected what it should be
 */
public record ConfigProblem(Kind kind, String name, Optional<String> value, Expected expected) {
    /** What kind of thing is wrong. */
    public enum Kind {
        /** A setting has a value that is not acceptable, by itself or beside another setting's value. */
        WRONG_VALUE,
        /** A setting has no value and needs one. */
        MISSING_VALUE,
        /** No setting has the name. */
        UNKNOWN_NAME,
        /** What is stored cannot be used as a setting's value, or must not be. */
        UNUSABLE,
        /** A local change to a setting that a policy sets. */
        SET_BY_POLICY
    }

    /** A setting with a value that is not acceptable. */
    public static ConfigProblem wrong(Setting setting, String value) {
        return wrong(setting, value, setting.expected());
    }

    /** A setting with something else than a text, or a list of texts; it is not shown. */
    public static ConfigProblem noText(Setting setting) {
        return new ConfigProblem(Kind.WRONG_VALUE, setting.displayName(), Optional.of("no text"), setting.expected());
    }

    /** A setting with a value that is acceptable by itself only. */
    static ConfigProblem wrong(Setting setting, String value, Expected expected) {
        return new ConfigProblem(Kind.WRONG_VALUE, setting.displayName(), Optional.of(setting.shown(value)), expected);
    }

    /** A setting that takes one value and has several. */
    static ConfigProblem severalTimes(Setting setting, List<String> values) {
        return wrong(setting, String.join("; ", values), Expected.of("OneValue", "one value"));
    }

    /**
     * A setting that is given twice in one change.
     *
     * @param name as it was given the second time
     */
    public static ConfigProblem givenTwice(String name) {
        return new ConfigProblem(Kind.WRONG_VALUE, name, Optional.of("given twice"), Expected.inEnglish("one value"));
    }

    /** A setting that needs a value and has none. */
    static ConfigProblem missing(Setting setting, Expected expected) {
        return new ConfigProblem(Kind.MISSING_VALUE, setting.displayName(), Optional.empty(), expected);
    }

    /** A name that no setting has. Nothing is known of its value, which may be a password, so it is not shown. */
    public static ConfigProblem unknown(String name) {
        String hint = NearestSetting.to(name)
                .map(setting -> ", perhaps " + setting.displayName())
                .orElse(": oms-gateway config list shows them all");
        List<String> names = Arrays.stream(Setting.values()).map(Setting::displayName).toList();
        return new ConfigProblem(Kind.UNKNOWN_NAME, Masking.name(name), Optional.empty(),
                new Expected(Optional.of("SettingName"), names, "the name of a setting" + hint));
    }

    /**
     * Something stored that cannot be used as a setting's value, or must not be.
     *
     * @param name a setting's name or, where it is not known which setting is meant, the store's location
     * @param found never holds a secret
     */
    public static ConfigProblem unusable(String name, String found, String expected) {
        return new ConfigProblem(Kind.UNUSABLE, name, Optional.of(found), Expected.inEnglish(expected));
    }

    /** A local change to a setting that a policy sets otherwise. */
    static ConfigProblem setByPolicy(Setting setting) {
        return new ConfigProblem(Kind.SET_BY_POLICY, setting.displayName(), Optional.of("set by policy"),
                Expected.of("ByPolicy", "a change of the policy, which wins over local settings"));
    }

    /** A policy that sets a secret. */
    static ConfigProblem secretInPolicy(Setting setting) {
        return unusable(setting.displayName(), "set by policy", "a value on each gateway alone, because every user can"
                + " read a policy: oms-gateway config set " + setting.displayName());
    }

    /** The same problem, as one of a policy's value. */
    ConfigProblem inPolicy() {
        return new ConfigProblem(kind, name, Optional.of(shownValue() + ", set by policy"), expected);
    }

    /** Whether {@code setting} has the problem. */
    boolean isAbout(Setting setting) {
        return name.equalsIgnoreCase(setting.displayName());
    }

    /** {@code name: value (expected: …)}. */
    @Override
    public String toString() {
        return name + ": " + shownValue() + " (expected: " + expected.text() + ")";
    }

    private String shownValue() {
        return value.map(text -> text.isBlank() ? "\"" + text + "\"" : text)
                .orElse(kind == Kind.UNKNOWN_NAME ? "unknown" : "not set");
    }
}
