package org.omsgateway.cli;

import java.time.LocalDate;

/**
 * A release of Java. Security updates come every three months.
 *
 * @param version such as {@code 25.0.2+10-LTS}
 */
public record JavaRelease(String version, LocalDate date) {
    /** The release that runs this process. */
    public static JavaRelease current() {
        return new JavaRelease(Runtime.version().toString(), LocalDate.parse(System.getProperty("java.version.date")));
    }

    boolean isOlderThanAYear(LocalDate today) {
        return date.plusYears(1).isBefore(today);
    }

    @Override
    public String toString() {
        return "Java " + version + " of " + date;
    }
}
