package org.omsgateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLockTest {
    @TempDir
    private Path folder;

    @Test
    void letsOneInAtATime() throws Exception {
        Path file = folder.resolve("lock");
        StoreLock first = StoreLock.acquire(file);
        assertThatThrownBy(() -> StoreLock.acquire(file, Duration.ZERO)).isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": another program is changing the settings; try again");
        first.close();
        StoreLock second = StoreLock.acquire(file, Duration.ZERO);
        assertThat(file).exists();
        second.close();
    }

    @Test
    void opensNoFileToWhichALinkLeads() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Path file = Files.createSymbolicLink(folder.resolve("lock"), elsewhere);
        assertThatThrownBy(() -> StoreLock.acquire(file, Duration.ZERO)).isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(file + ": is a link");
        assertThat(elsewhere).doesNotExist();
    }
}
