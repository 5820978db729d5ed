package org.omsgateway.installer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The registry of a {@link Wine}, as {@code reg.exe} shows and changes it; keys are as {@code HKLM\SOFTWARE\X}. */
final class WineRegistry {
    private static final Pattern VALUE = Pattern.compile(" {4}(.+?) {4}(REG_\\w+) {4}?(.*)");

    private final Wine wine;

    WineRegistry(Wine wine) {
        this.wine = wine;
    }

    void setDword(String key, String name, long value) {
        add(key, name, "REG_DWORD", Long.toString(value));
    }

    void setString(String key, String name, String value) {
        add(key, name, "REG_SZ", value);
    }

    void setStrings(String key, String name, List<String> values) {
        add(key, name, "REG_MULTI_SZ", String.join("\\0", values));
    }

    void setBinary(String key, String name, String hex) {
        add(key, name, "REG_BINARY", hex);
    }

    void createKey(String key) {
        wine.runOk("reg", "add", key, "/f");
    }

    void deleteKey(String key) {
        wine.runOk("reg", "delete", key, "/f");
    }

    void deleteValue(String key, String name) {
        wine.runOk("reg", "delete", key, "/v", name, "/f");
    }

    boolean hasKey(String key) {
        return wine.run("reg", "query", key).exitCode() == 0;
    }

    /**
     * The value as {@code reg query} prints it: numbers as {@code 0x1f90}, a list's strings with {@code \0} between.
     */
    Optional<String> value(String key, String name) {
        return values(key).stream().filter(value -> value[0].equalsIgnoreCase(name)).map(value -> value[2]).findFirst();
    }

    /** The type of the value, such as {@code REG_DWORD}. */
    Optional<String> type(String key, String name) {
        return values(key).stream().filter(value -> value[0].equalsIgnoreCase(name)).map(value -> value[1]).findFirst();
    }

    private List<String[]> values(String key) {
        List<String[]> values = new ArrayList<>();
        for (String line : wine.run("reg", "query", key).output().split("\n")) {
            Matcher value = VALUE.matcher(line);
            if (value.matches()) {
                values.add(new String[] {value.group(1), value.group(2), value.group(3)});
            }
        }
        return values;
    }

    private void add(String key, String name, String type, String value) {
        List<String> command = new ArrayList<>(Arrays.asList("reg", "add", key, "/v", name, "/t", type));
        if (!value.isEmpty()) {
            command.addAll(List.of("/d", value));
        }
        command.add("/f");
        wine.runOk(command.toArray(String[]::new));
    }
}
