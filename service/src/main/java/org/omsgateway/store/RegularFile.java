package org.omsgateway.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files in whose place there may be something else. */
final class RegularFile {
    private RegularFile() {}

    /**
     * All bytes; of a file that is larger than {@code max}, one byte more than that.
     *
     * @throws java.nio.file.NoSuchFileException if nothing is there
     * @throws FileSystemException if it cannot be read, for example because it is a folder
     */
    static byte[] read(Path path, int max) throws IOException {
        // To open a pipe into which nobody writes would never end.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "is not a file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(max + 1);
        }
    }
}
