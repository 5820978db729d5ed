package org.omsgateway.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes the events' texts for the message file. Each may end with the address of a page that says more. */
public final class EventHelp {
    /** A text with its identifier, as far as {@code %0}, which ends it without a line break. */
    private static final Pattern TEXT = Pattern.compile("(MessageId=(\\d{3})\\R(?:\\w+=.*\\R)+.+)%0(?=\\R\\.)");

    private EventHelp() {}

    /** Arguments: the page's address, or an empty text; the folder of the texts; the folder to write. */
    public static void main(String[] arguments) throws IOException {
        Path target = Files.createDirectories(Path.of(arguments[2]));
        try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
            for (Path file : files.toList()) {
                Files.writeString(target.resolve(file.getFileName()),
                        withAddress(Files.readString(file), arguments[0]));
            }
        }
    }

    /** {@code texts} with {@code page} at the end of each event, and the event's number as the anchor. */
    static String withAddress(String texts, String page) {
        if (page.isEmpty()) {
            return texts;
        }
        // A percent sign begins an insertion.
        String address = page.replace("%", "%%");
        return TEXT.matcher(texts).replaceAll(text ->
                Matcher.quoteReplacement(text.group(1) + "%n%n" + address + "#" + text.group(2) + "%0"));
    }
}
