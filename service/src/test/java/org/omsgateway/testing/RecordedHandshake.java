package org.omsgateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.omsgateway.tls.Side;

/**
 * A handshake of real programs for {@code a.ods.example}, and the first bytes after it.
 *
 * @param flights the bytes that one side sent before the other side did, in turns
 */
public record RecordedHandshake(List<Flight> flights) {
    public record Flight(Side side, byte[] bytes) {}

    /** The names of all recorded handshakes, in order. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(Path.of(RecordedHandshake.class.getResource("/handshakes").toURI()))) {
            return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads {@code handshakes/<name>.txt}: a comment, then a line for each flight, {@code C} or {@code S} and its
     * bytes.
     */
    public static RecordedHandshake read(String name) {
        try (InputStream in = RecordedHandshake.class.getResourceAsStream("/handshakes/" + name + ".txt")) {
            return new RecordedHandshake(new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> new Flight(line.startsWith("C") ? Side.CLIENT : Side.SERVER,
                            HexFormat.of().parseHex(line.substring(2))))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
