package org.omsgateway.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;

/**
 * The text of a properties file, in the grammar of {@link Properties#load(java.io.Reader)}. Lines that an edit does
 * not change stay as they are: comments, order, spelling, line ends, a byte-order mark.
 */
final class PropertiesText {
    private static final Pattern NATURAL_LINE = Pattern.compile("[^\\r\\n]*(?:\\r\\n|\\r|\\n)|[^\\r\\n]+\\z");
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");
    private static final Pattern COMMENT = Pattern.compile("[ \\t\\f]*[#!]");
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String INDENT = "    ";

    /** One logical line with its line end; name and value are "" in a comment or blank line. */
    private record Line(String raw, String name, String value) {
        boolean gives(Setting setting) {
            return name.equalsIgnoreCase(setting.displayName());
        }

        /** Whether it shows how the setting is given, behind a comment sign. */
        boolean isExampleOf(Setting setting) {
            return Pattern.compile("[ \\t\\f]*[#!][ \\t]*" + setting.displayName() + "[ \\t]*[=:]",
                    Pattern.CASE_INSENSITIVE).matcher(raw).lookingAt();
        }
    }

    private final String origin;
    private final String byteOrderMark;
    private final String lineEnd;
    private final List<Line> lines = new ArrayList<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    /** Reads {@code text}; problems name {@code origin} as its place. */
    PropertiesText(String text, String origin) {
        this.origin = origin;
        byteOrderMark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
        String content = text.substring(byteOrderMark.length());
        Matcher firstEnd = LINE_END.matcher(content);
        lineEnd = firstEnd.find() ? firstEnd.group() : "\n";
        Iterator<String> natural = NATURAL_LINE.matcher(content).results().map(MatchResult::group).iterator();
        for (int number = 1; natural.hasNext(); ) {
            int first = number++;
            String line = natural.next();
            StringBuilder logical = new StringBuilder(line);
            while (goesOn(line) && natural.hasNext() && !COMMENT.matcher(logical).lookingAt()) {
                line = natural.next();
                logical.append(line);
                number++;
            }
            lines.add(read(first, logical.toString()));
        }
    }

    /** A backslash that no other backslash escapes joins a line with the next. */
    private static boolean goesOn(String line) {
        int end = line.length();
        while (end > 0 && "\r\n".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && line.charAt(start - 1) == '\\') {
            start--;
        }
        return (end - start) % 2 == 1;
    }

    private Line read(int number, String raw) {
        if (raw.isBlank() || COMMENT.matcher(raw).lookingAt()) {
            return new Line(raw, "", "");
        }
        Properties one = new Properties();
        try {
            one.load(new StringReader(raw));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            problems.add(problem(number, "four hexadecimal digits after \\u, and \\\\ for a backslash"));
        }
        if (one.containsKey("")) {
            problems.add(problem(number, "a name before = or :"));
        }
        return one.stringPropertyNames().stream()
                .filter(name -> isSetting(number, name, one.getProperty(name), raw))
                .map(name -> new Line(raw, name, one.getProperty(name)))
                .findFirst()
                .orElse(new Line(raw, "", ""));
    }

    /** Text alone in a line is more likely a value than an unknown setting's name, so it is not shown as one. */
    private boolean isSetting(int number, String name, String value, String raw) {
        boolean isText = value.isEmpty() && raw.indexOf('=') < 0 && raw.indexOf(':') < 0
                && Setting.named(name).isEmpty();
        if (isText) {
            problems.add(problem(number, "a setting as name=value"));
        }
        return !isText;
    }

    private ConfigProblem problem(int number, String expected) {
        return ConfigProblem.unusable(origin, "line " + number, expected);
    }

    /** What the lines say; several values for a name that is given several times. */
    StoredSettings settings() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Line line : lines) {
            if (!line.name().isEmpty()) {
                values.computeIfAbsent(line.name(), name -> new ArrayList<>()).add(line.value());
            }
        }
        return new StoredSettings(values, problems);
    }

    /**
     * Gives {@code setting} these values, in the place of the line that gives it or, failing that, below the comment
     * that shows how; with no value, takes its lines out.
     */
    void put(Setting setting, List<String> values) {
        int place = place(setting);
        lines.removeIf(line -> line.gives(setting));
        if (!values.isEmpty()) {
            if (place > 0) {
                lines.set(place - 1, ended(lines.get(place - 1)));
            }
            lines.add(place, new Line(text(setting, values), setting.displayName(), ""));
        }
    }

    private int place(Setting setting) {
        List<Predicate<Line>> wanted = List.of(line -> line.gives(setting), line -> line.isExampleOf(setting));
        for (Predicate<Line> is : wanted) {
            for (int i = 0; i < lines.size(); i++) {
                if (is.test(lines.get(i))) {
                    return lines.get(i).gives(setting) ? i : i + 1;
                }
            }
        }
        return lines.size();
    }

    /** The last line of a file may lack its line end, or be joined with a further one that is not there. */
    private Line ended(Line line) {
        boolean ended = line.raw().endsWith("\n") || line.raw().endsWith("\r");
        boolean joined = goesOn(line.raw()) && !COMMENT.matcher(line.raw()).lookingAt();
        // A line feed behind a carriage return ends no further line.
        String furtherEnd = line.raw().endsWith("\r") ? "\r" : lineEnd;
        return new Line(line.raw() + (ended ? "" : lineEnd) + (joined ? furtherEnd : ""), line.name(), line.value());
    }

    private String text(Setting setting, List<String> values) {
        List<String> escaped = values.stream().map(PropertiesText::escaped).toList();
        if (escaped.size() == 1) {
            return setting.displayName() + "=" + escaped.get(0) + lineEnd;
        }
        String nextLine = "\\" + lineEnd + INDENT;
        String separator = setting.separators().substring(0, 1);
        return setting.displayName() + "=" + nextLine + String.join(separator + nextLine, escaped) + lineEnd;
    }

    private static String escaped(String value) {
        String text = value.replace("\\", "\\\\");
        return text.startsWith(" ") ? "\\" + text : text;
    }

    @Override
    public String toString() {
        return lines.stream().map(Line::raw).collect(Collectors.joining("", byteOrderMark, ""));
    }
}
