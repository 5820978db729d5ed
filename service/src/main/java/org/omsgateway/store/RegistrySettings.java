package org.omsgateway.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;

/**
 * Settings as registry values: numbers as REG_DWORD, lists as REG_MULTI_SZ, secrets as REG_BINARY (their characters in
 * UTF-16LE, a list one on each line, protected), all others as REG_SZ. Numbers and lists may also be REG_SZ; a single
 * relay proxy is, as in the original's settings.
 */
record RegistrySettings(DataProtection protection) {
    /** What {@code values} hold; values of a wrong type are problems. */
    StoredSettings settings(List<RegistryValue> values) {
        Map<String, List<String>> texts = new TreeMap<>();
        List<ConfigProblem> problems = new ArrayList<>();
        for (RegistryValue value : values) {
            Optional<Setting> setting = Setting.named(value.name());
            if (setting.isEmpty()) {
                texts.put(value.name(), List.of());
            } else {
                read(setting.get(), value, problems).ifPresent(found -> texts.put(value.name(), found));
            }
        }
        return new StoredSettings(texts, problems);
    }

    /** {@code texts} as the value of {@code setting}. */
    RegistryValue value(Setting setting, List<String> texts) throws IOException, InvalidConfigException {
        String name = setting.displayName();
        if (setting.isSecret()) {
            byte[] secret = String.join("\n", texts).getBytes(StandardCharsets.UTF_16LE);
            return new RegistryValue(name, RegistryValue.REG_BINARY, protection.protect(secret));
        }
        if (texts.stream().anyMatch(text -> text.isEmpty() || text.indexOf('\0') >= 0)) {
            throw new InvalidConfigException(List.of(ConfigProblem.wrong(setting, String.join("; ", texts))));
        }
        boolean isSingle = setting == Setting.RELAY_PROXY_ADDRESS && texts.size() == 1;
        if (setting.isList() && !isSingle) {
            return RegistryValue.list(name, texts);
        }
        return isNumber(setting)
                ? RegistryValue.number(name, Integer.parseInt(texts.get(0)))
                : RegistryValue.text(name, texts.get(0));
    }

    private Optional<List<String>> read(Setting setting, RegistryValue value, List<ConfigProblem> problems) {
        if (setting.isSecret() && value.type() == RegistryValue.REG_BINARY) {
            try {
                String secret = new String(protection.unprotect(value.data()), StandardCharsets.UTF_16LE);
                return Optional.of(setting.isList() ? secret.lines().toList() : List.of(secret));
            } catch (IOException e) {
                problems.add(ConfigProblem.unusable(setting.displayName(), "unreadable, " + e.getMessage(),
                        "a password stored on this machine: oms-gateway config set " + setting.displayName()));
            }
        } else if (!setting.isSecret() && value.type() == RegistryValue.REG_SZ) {
            return Optional.of(List.of(value.text()));
        } else if (setting.isList() && value.type() == RegistryValue.REG_MULTI_SZ) {
            return Optional.of(value.list());
        } else if (isNumber(setting) && value.type() == RegistryValue.REG_DWORD) {
            return Optional.of(List.of(Long.toString(value.number())));
        } else {
            problems.add(ConfigProblem.unusable(setting.displayName(), value.typeName(), expectedType(setting)));
        }
        return Optional.empty();
    }

    private static boolean isNumber(Setting setting) {
        return setting.expected().code().equals(Optional.of("WholeNumber"));
    }

    private static String expectedType(Setting setting) {
        if (setting.isSecret()) {
            return "REG_BINARY as written by oms-gateway config set " + setting.displayName();
        }
        return setting.isList() ? "REG_MULTI_SZ" : isNumber(setting) ? "REG_DWORD" : "REG_SZ";
    }
}
