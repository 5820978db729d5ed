package org.omsgateway.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Keeps all others, in this process or another, from changing a store. The locked file stays behind, because removing
 * it could let in two at a time.
 */
final class StoreLock implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofMillis(10);

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock on {@code file}, which is created if it does not exist.
     *
     * @throws IOException if the file cannot be locked, is a link, or others held the lock for ten seconds
     */
    static StoreLock acquire(Path file) throws IOException {
        return acquire(file, PATIENCE);
    }

    /** The same, with another patience. */
    static StoreLock acquire(Path file, Duration patience) throws IOException {
        FileChannel channel = open(file);
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            while (!isLocked(channel)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new FileSystemException(file.toString(), null,
                            "another program is changing the settings; try again");
                }
                Thread.sleep(RETRY.toMillis());
            }
            return new StoreLock(channel);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whoever may write to the folder could otherwise have another file opened, or created, with the rights to it. */
    private static FileChannel open(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(file.toString(), null, "is a link (expected: a file of its own; remove it)");
        }
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
