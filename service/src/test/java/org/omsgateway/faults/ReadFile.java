package org.omsgateway.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.omsgateway.faults.Cell.Fault;

/**
 * A file that the gateway reads, and in which empty lines at the end mean nothing.
 *
 * @param pipe a pipe that may take the file's place
 */
record ReadFile(Path path, Path pipe) {
    private static final int DRIPS = 10;
    private static final long DRIP_MILLIS = 100;

    void write(String text) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }

    void inject(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case REFUSES -> {
                // Nobody can open a link to itself, not even root.
                Files.delete(path);
                Files.createSymbolicLink(path, path.getFileName());
            }
            case STALLS -> {
                Files.delete(path);
                Files.createLink(path, pipe);
            }
            // As a full disk leaves it.
            case HALF_CLOSES -> Files.write(path, new byte[0]);
            case GARBAGE -> {
                byte[] garbage = new byte[1000];
                Arrays.fill(garbage, (byte) 0xff);
                Files.write(path, garbage);
            }
            case DRIPS -> {
                for (int i = 0; i < DRIPS; i++) {
                    Files.writeString(path, "\n", StandardOpenOption.APPEND);
                    TimeUnit.MILLISECONDS.sleep(DRIP_MILLIS);
                }
            }
            default -> Files.delete(path);
        }
    }
}
