package org.omsgateway.report;

import java.util.Locale;

/** Numbers for people. */
final class Units {
    private static final String[] BYTES = {"B", "KB", "MB", "GB", "TB"};
    private static final double THOUSAND = 1000;

    private Units() {}

    static String bytes(double count) {
        double scaled = count;
        int unit = 0;
        while (scaled >= THOUSAND && unit < BYTES.length - 1) {
            scaled /= THOUSAND;
            unit++;
        }
        return count(scaled) + " " + BYTES[unit];
    }

    static String bytesPerSecond(double count) {
        return bytes(count) + "/s";
    }

    static String perMinute(double perSecond) {
        return count(perSecond * 60) + "/min";
    }

    /** Up to three digits, or the whole number. */
    static String count(double count) {
        if (count == Math.rint(count) || count >= 100) {
            return String.format(Locale.ROOT, "%,.0f", count);
        }
        return String.format(Locale.ROOT, count >= 10 ? "%.1f" : "%.2f", count);
    }
}
