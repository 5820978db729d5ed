package org.omsgateway.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a value should be.
 *
 * @param code which text it is, for programs that say it in another language; empty if there is only the English text
 * @param facts what the text mentions, in the order in which it does
 * @param text in English
 */
public record Expected(Optional<String> code, List<String> facts, String text) {
    /** @param text has a {@code %s} for each fact */
    static Expected of(String code, String text, Object... facts) {
        return new Expected(Optional.of(code), Arrays.stream(facts).map(String::valueOf).toList(),
                text.formatted(facts));
    }

    /** A text that programs can only repeat. */
    static Expected inEnglish(String text) {
        return new Expected(Optional.empty(), List.of(), text);
    }
}
