package org.omsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class CommandFailureTest {
    @Test
    void givesTheLocationWhereTheMessageSaysNoMore() {
        var denied = CommandFailure.of(new AccessDeniedException("HKLM\\SOFTWARE", null, "access is denied"));
        assertThat(denied.code()).isEqualTo(CommandFailure.Code.ACCESS_DENIED);
        assertThat(denied.location()).contains("HKLM\\SOFTWARE");

        var readOnly = CommandFailure.of(new AccessDeniedException("gateway.properties", null, "is read-only"));
        assertThat(readOnly.code()).isEqualTo(CommandFailure.Code.ACCESS_DENIED);
        assertThat(readOnly.location()).isEmpty();
    }
}
