package org.omsgateway.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with the settings.
 *
 * @param name the setting, as far as known in its canonical spelling, or where the settings are when they are not
 *     readable as such
 * @param value what was found, without credentials; empty if the setting is not set
 * @param expected what it should be
 */
public record ConfigProblem(String name, Optional<String> value, Expected expected) {
    static final String HIDDEN = "***";
    private static final String SETTING_NAME = "SettingName";
    private static final Pattern USER_INFORMATION = Pattern.compile("^([A-Za-z]+://)?.*@", Pattern.DOTALL);
    private static final Pattern LIKE_A_SECRET =
            Pattern.compile("pas|pw|secret|token|credential|relayproxyp", Pattern.CASE_INSENSITIVE);

    /** A problem whose expectation has no code. */
    public ConfigProblem(String name, Optional<String> value, String expected) {
        this(name, value, Expected.inEnglish(expected));
    }

    /** A setting with a value that is not acceptable. */
    public static ConfigProblem wrong(Setting setting, String value) {
        return new ConfigProblem(setting.displayName(), Optional.of(setting.shown(value)), setting.expected());
    }

    /** A setting that takes one value and has several. */
    static ConfigProblem severalTimes(Setting setting, List<String> values) {
        return new ConfigProblem(setting.displayName(), Optional.of(setting.shown(String.join("; ", values))),
                Expected.of("OneValue", "one value"));
    }

    /** A name that is none of the settings'; its value is hidden if it looks like a misspelt password. */
    public static ConfigProblem unknown(String name, Optional<String> value) {
        boolean isSecret = LIKE_A_SECRET.matcher(name).find();
        String hint = NearestSetting.to(name)
                .map(setting -> ", perhaps " + setting.displayName())
                .orElse(": oms-gateway config list shows them all");
        List<String> names = Arrays.stream(Setting.values()).map(Setting::displayName).toList();
        return new ConfigProblem(name, value.map(text -> isSecret ? HIDDEN : withoutUserInformation(text)),
                new Expected(Optional.of(SETTING_NAME), names, "the name of a setting" + hint));
    }

    /** Whether the name is none of the settings'. */
    public boolean isUnknownName() {
        return expected.code().filter(SETTING_NAME::equals).isPresent();
    }

    /** Whether it is the value of {@code setting} that is wrong. */
    boolean isAbout(Setting setting) {
        return name.equalsIgnoreCase(setting.displayName());
    }

    /** {@code address} without a user name and password before an {@code @}. */
    static String withoutUserInformation(String address) {
        return USER_INFORMATION.matcher(address).replaceFirst("$1" + HIDDEN + "@");
    }

    /** {@code name: value (expected: …)}. */
    @Override
    public String toString() {
        String text = value.map(found -> found.isBlank() ? "\"" + found + "\"" : found)
                .orElse(isUnknownName() ? "unknown" : "not set");
        return name + ": " + text + " (expected: " + expected.text() + ")";
    }
}
