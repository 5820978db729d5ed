package org.omsgateway.agent;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omsgateway.eventlog.FailureText;

/**
 * What was read last from each place, to be used while the place cannot be read. Not thread-safe.
 *
 * @param <K> places, whose text names them to an administrator
 */
final class LastGood<K, V> {
    @FunctionalInterface
    interface Reading<V> {
        /** Empty if nothing is there; throws if that cannot be found out now, or if it is damaged. */
        Optional<V> read() throws IOException;
    }

    private final Map<K, V> known = new HashMap<>();

    /** What {@code reading} returns; if it throws, what it returned last, and {@code problems} gets the reason. */
    Optional<V> read(K place, Reading<V> reading, List<String> problems) {
        try {
            Optional<V> found = reading.read();
            found.ifPresentOrElse(value -> known.put(place, value), () -> known.remove(place));
            return found;
        } catch (IOException e) {
            problems.add(place + ": " + text(place, e));
            return of(place);
        }
    }

    Optional<V> of(K place) {
        return Optional.ofNullable(known.get(place));
    }

    private static String text(Object place, IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "access is denied (expected: readable by the gateway's service" + grant(place) + ")";
        }
        boolean saysWhy = failure instanceof FileSystemException file && file.getReason() != null;
        return saysWhy && !FailureText.isShortage(failure)
                ? ((FileSystemException) failure).getReason() : FailureText.of(failure);
    }

    /** What an administrator of Windows enters; the service has this SID, whatever its account. */
    private static String grant(Object place) {
        if (!(place instanceof Path path)) {
            return "";
        }
        Path folder = Files.isDirectory(path) ? path : path.getParent();
        return ": icacls \"" + folder + "\" /grant \"NT SERVICE\\OMSGatewayService:(OI)(CI)RX\"";
    }
}
