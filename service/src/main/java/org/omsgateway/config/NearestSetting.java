package org.omsgateway.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which setting a misspelt name was meant for. */
final class NearestSetting {
    /** In letters added, left out or mistaken; more of them make another word. */
    private static final int MAX_DISTANCE = 3;

    private NearestSetting() {}

    /** The setting whose name comes nearest to {@code name}, or empty if none comes near. */
    static Optional<Setting> to(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(Setting.values())
                .filter(setting -> Math.abs(setting.displayName().length() - wanted.length()) <= MAX_DISTANCE)
                .min(Comparator.comparing(setting -> distance(wanted, setting)))
                .filter(setting -> distance(wanted, setting) <= MAX_DISTANCE);
    }

    /** The Levenshtein distance, row by row. */
    private static int distance(String name, Setting setting) {
        String other = setting.displayName().toLowerCase(Locale.ROOT);
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= name.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (name.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
