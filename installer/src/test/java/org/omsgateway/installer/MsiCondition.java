package org.omsgateway.installer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Evaluates a condition of an MSI. Supports the syntax that this product uses: {@code OR}, {@code AND}, {@code NOT},
 * parentheses, {@code =}, {@code <>} and {@code ~><} (contains, in any letter case), properties, numbers and strings.
 */
final class MsiCondition {
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|~><|<>|[=()]|[\\w.]+");

    private final List<String> tokens;
    private final Map<String, String> properties;
    private int next;

    private MsiCondition(String text, Map<String, String> properties) {
        this.tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
        this.properties = properties;
    }

    /** Whether the condition holds with only these properties set; an empty condition holds. */
    static boolean holds(String text, Map<String, String> properties) {
        if (text.isBlank()) {
            return true;
        }
        MsiCondition condition = new MsiCondition(text, properties);
        boolean holds = condition.alternatives();
        if (condition.next < condition.tokens.size()) {
            throw new IllegalArgumentException(text);
        }
        return holds;
    }

    private boolean alternatives() {
        boolean holds = conjunction();
        while (take("OR")) {
            holds |= conjunction();
        }
        return holds;
    }

    private boolean conjunction() {
        boolean holds = term();
        while (take("AND")) {
            holds &= term();
        }
        return holds;
    }

    private boolean term() {
        if (take("NOT")) {
            return !term();
        }
        if (take("(")) {
            boolean holds = alternatives();
            if (!take(")")) {
                throw new IllegalArgumentException(tokens.toString());
            }
            return holds;
        }
        String value = value();
        if (take("=")) {
            return value.equals(value());
        }
        if (take("<>")) {
            return !value.equals(value());
        }
        if (take("~><")) {
            return value.toLowerCase(Locale.ROOT).contains(value().toLowerCase(Locale.ROOT));
        }
        return !value.isEmpty();
    }

    private String value() {
        String token = tokens.get(next++);
        if (token.startsWith("\"")) {
            return token.substring(1, token.length() - 1);
        }
        return Character.isDigit(token.charAt(0)) ? token : properties.getOrDefault(token, "");
    }

    private boolean take(String token) {
        boolean there = next < tokens.size() && tokens.get(next).equals(token);
        next += there ? 1 : 0;
        return there;
    }
}
