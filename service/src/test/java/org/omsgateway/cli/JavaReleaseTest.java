package org.omsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class JavaReleaseTest {
    private static final JavaRelease RELEASE = new JavaRelease("25.0.2+10-LTS", LocalDate.of(2026, 1, 20));

    @Test
    void knowsTheReleaseThatRunsThis() {
        assertThat(JavaRelease.current()).hasToString(
                "Java " + Runtime.version() + " of " + System.getProperty("java.version.date"));
    }

    @Test
    void passesWithoutWarningForAYear() {
        Check check = TestCommand.java(RELEASE, LocalDate.of(2027, 1, 20));
        assertThat(check).hasToString("ok      java      25.0.2+10-LTS: released on 2026-01-20");
        assertThat(check.toJson()).containsEntry("passed", true).containsEntry("warns", false);
    }

    @Test
    void warnsOfAReleaseOfMoreThanAYearAgo() {
        Check check = TestCommand.java(RELEASE, LocalDate.of(2027, 1, 21));
        assertThat(check).hasToString("WARNING java      25.0.2+10-LTS: released on 2026-01-20, more than a year ago: "
                + "install a newer version of OMS Gateway");
        assertThat(check.toJson()).containsEntry("passed", true).containsEntry("warns", true);
    }
}
