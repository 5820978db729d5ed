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
        if (!setting.isList()) {
            throw new CommandFailure(CommandFailure.Code.USAGE, setting.displayName()
                    + " is not a list: use config set (lists are " + Arrays.stream(Setting.values())
                            .filter(Setting::isList).map(Setting::displayName).collect(Collectors.joining(", ")) + ")");
        }
        return setting;
    }

    /**
     * The values for {@code setting}, those from standard input included.
     *
     * @param values null if there are none
     * @throws CommandFailure if there are too few values, or if a secret is among the arguments
     */
    List<String> values(Setting setting, List<String> values) throws IOException, CommandFailure {
        if (setting.isSecret()) {
            return List.of(secret(setting, values));
        }
        if (values == null) {
            throw new CommandFailure(CommandFailure.Code.USAGE, "VALUE is missing (expected: "
                    + setting.expected().text()
                    + "); to have the default again, use config unset " + setting.displayName());
        }
        return setting.isList() && values.equals(List.of(FROM_INPUT)) ? input.lines() : values;
    }

    private String secret(Setting setting, List<String> values) throws IOException, CommandFailure {
        if (values != null) {
            throw new CommandFailure(CommandFailure.Code.USAGE, setting.displayName() + " takes no value here,"
                    + " where others could see it: give it on standard input, as one line");
        }
        return input.secret(setting.displayName()).orElseThrow(() -> new CommandFailure(CommandFailure.Code.USAGE,
                "standard input: empty (expected: " + setting.displayName() + ", as one line)"));
    }
}
