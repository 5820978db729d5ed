package org.omsgateway.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;

/** The arguments NAME and VALUE. */
record SettingArguments(StandardInput input) {
    private static final String FROM_INPUT = "-";

    /** @throws InvalidConfigException if there is no such setting */
    static Setting named(String name) throws InvalidConfigException {
        return Setting.named(name)
                .orElseThrow(() -> new InvalidConfigException(List.of(ConfigProblem.unknown(name))));
    }

    /** @throws CommandFailure if the setting is no list */
    static Setting list(String name) throws InvalidConfigException, CommandFailure {
        Setting setting = named(name);
        if (!isEditable(setting)) {
            throw new CommandFailure(CommandFailure.Code.USAGE, setting.displayName()
                    + " is not a list: use config set (lists are " + Arrays.stream(Setting.values())
                            .filter(SettingArguments::isEditable).map(Setting::displayName)
                            .collect(Collectors.joining(", ")) + ")");
        }
        return setting;
    }

    /** A secret is given as a whole. */
    private static boolean isEditable(Setting setting) {
        return setting.isList() && !setting.isSecret();
    }

    /**
     * The values for {@code setting}, those from standard input included.
     *
     * @param values null if there are none
     * @throws CommandFailure if there are too few values, or if a secret is among the arguments
     */
    List<String> values(Setting setting, List<String> values) throws IOException, CommandFailure {
        if (setting.isSecret()) {
            return secrets(setting, values);
        }
        if (values == null) {
            throw new CommandFailure(CommandFailure.Code.USAGE, "VALUE is missing (expected: "
                    + setting.expected().text()
                    + "); to have the default again, use config unset " + setting.displayName());
        }
        return setting.isList() && values.equals(List.of(FROM_INPUT)) ? input.lines() : values;
    }

    private List<String> secrets(Setting setting, List<String> values) throws IOException, CommandFailure {
        if (values != null) {
            throw new CommandFailure(CommandFailure.Code.USAGE, setting.displayName() + " takes no value here,"
                    + " where others could see it: give it on standard input, " + form(setting));
        }
        List<String> lines = setting.isList() && !input.isTyped()
                ? input.lines() : input.secret(setting.displayName()).stream().toList();
        if (lines.isEmpty()) {
            throw new CommandFailure(CommandFailure.Code.USAGE,
                    "standard input: empty (expected: " + setting.displayName() + ", " + form(setting) + ")");
        }
        return lines;
    }

    private static String form(Setting setting) {
        return setting.isList() ? "one on each line" : "as one line";
    }
}
