package org.omsgateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.Setting;
import org.omsgateway.config.SettingChanges;
import org.omsgateway.status.JsonLine;

/** Standard input: UTF-8, with or without a byte-order mark. */
public final class StandardInput {
    private static final int MAX_BYTES = 1 << 20;
    private static final int END = -1;

    private final PushbackInputStream in;
    private boolean endsAtEmptyLine;

    public StandardInput(InputStream in) {
        this.in = new PushbackInputStream(in);
    }

    /** Lets the next text end at an empty line, with the rest still to be read. */
    void endAtEmptyLine() {
        endsAtEmptyLine = true;
    }

    /** Whether nothing is left; waits for a byte or the end. */
    boolean isAtEnd() throws IOException {
        int next = in.read();
        if (next != END) {
            in.unread(next);
        }
        return next == END;
    }

    /** Whether standard input is a console, where nobody types unless asked to. */
    boolean isTyped() {
        return System.console() != null;
    }

    /** One line; empty if there is none. A console prompts for the line and does not show it. */
    Optional<String> secret(String name) throws IOException, CommandFailure {
        Console console = System.console();
        if (console == null) {
            return Optional.of(decoded(bytesUpTo('\n')).replaceFirst("\\r$", "")).filter(line -> !line.isEmpty());
        }
        char[] typed = console.readPassword("%s: ", name);
        return typed == null || typed.length == 0 ? Optional.empty() : Optional.of(new String(typed));
    }

    /** All lines that are not empty. */
    List<String> lines() throws IOException, CommandFailure {
        return Arrays.stream(text().split("\\r?\\n")).filter(line -> !line.isEmpty()).toList();
    }

    /**
     * A JSON object of settings: a text, number or Boolean, for lists an array of texts; null for the default. Empty
     * input is no change.
     */
    SettingChanges changes() throws IOException, CommandFailure {
        String text = text();
        return text.isBlank() ? SettingChanges.NONE : changes(object(text));
    }

    /** The failure names the place and quotes nothing of the text, which may hold a password. */
    private static Map<String, Object> object(String text) throws IOException, CommandFailure {
        try {
            return JsonLine.read(text).orElseThrow(() -> new CommandFailure(CommandFailure.Code.USAGE,
                    "standard input: null or more than one value (expected: one JSON object of settings)"));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new CommandFailure(CommandFailure.Code.USAGE,
                    "standard input, line " + line + ": not JSON (expected: one JSON object of settings)");
        }
    }

    private static SettingChanges changes(Map<String, Object> object) {
        Map<Setting, List<String>> values = new HashMap<>();
        List<ConfigProblem> problems = new ArrayList<>();
        object.forEach((name, value) -> {
            Optional<Setting> setting = Setting.named(name);
            if (setting.isEmpty()) {
                problems.add(ConfigProblem.unknown(name));
            } else if (!isText(value)) {
                problems.add(ConfigProblem.noText(setting.get()));
            } else if (values.put(setting.get(), texts(value)) != null) {
                problems.add(ConfigProblem.givenTwice(name));
            }
        });
        return new SettingChanges(values, problems);
    }

    private static boolean isText(Object value) {
        return value instanceof List<?> list
                ? list.stream().allMatch(element -> element instanceof String)
                : !(value instanceof Map);
    }

    private static List<String> texts(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }

    private String text() throws IOException, CommandFailure {
        byte[] bytes = endsAtEmptyLine ? bytesUpToEmptyLine() : bytesUpTo(END);
        endsAtEmptyLine = false;
        return decoded(bytes);
    }

    private byte[] bytesUpToEmptyLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] line = bytesUpTo('\n');
        while (line.length > 0 && bytes.size() <= MAX_BYTES) {
            bytes.writeBytes(line);
            bytes.write('\n');
            line = bytesUpTo('\n');
        }
        return bytes.toByteArray();
    }

    /**
     * Reads up to the byte {@code last} and no further: the rest may not have been typed yet. Reads byte by byte,
     * because larger reads ask how much is available, which Windows cannot tell for every kind of input.
     */
    private byte[] bytesUpTo(int last) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != last && next != END && bytes.size() <= MAX_BYTES; next = in.read()) {
            bytes.write(next);
        }
        return bytes.toByteArray();
    }

    private static String decoded(byte[] bytes) throws CommandFailure {
        if (bytes.length > MAX_BYTES) {
            throw new CommandFailure(CommandFailure.Code.USAGE,
                    "standard input: too long (expected: at most " + MAX_BYTES + " bytes)");
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new CommandFailure(CommandFailure.Code.USAGE, "standard input: not text (expected: UTF-8)");
        }
    }
}
