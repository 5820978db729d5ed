package org.omsgateway.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;

/** What libraries say by themselves. */
class LibraryLogTest {
    @Test
    void goesToStandardErrorFromWarningsOnWithoutAConfiguration() {
        Logger logger = LogManager.getLogger("io.netty");

        assertThat(logger.getClass().getName()).isEqualTo("org.apache.logging.log4j.simple.SimpleLogger");
        assertThat(logger.isWarnEnabled()).isTrue();
        assertThat(logger.isInfoEnabled()).isFalse();
    }
}
