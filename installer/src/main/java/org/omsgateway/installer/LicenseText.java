package org.omsgateway.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Turns the license, a plain text, into the rich text that the wizard shows. */
public final class LicenseText {
    private static final String HEAD = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0\\fswiss Segoe UI;}}\\fs16 ";

    private LicenseText() {}

    /** Arguments: the license, the file to write. */
    public static void main(String[] arguments) throws IOException {
        String text = Files.readString(Path.of(arguments[0]));
        Files.writeString(Path.of(arguments[1]), rtf(text), StandardCharsets.US_ASCII);
    }

    /**
     * Joins each paragraph to one line, because the wizard breaks lines itself; blank lines separate paragraphs. The
     * rich text is one line, because packages store line ends as other characters.
     */
    static String rtf(String text) {
        String paragraphs = Arrays.stream(text.strip().split("\\R\\s*\\R"))
                .map(paragraph -> escape(paragraph.strip().replaceAll("\\s*\\R\\s*", " ")) + "\\par\\par ")
                .collect(Collectors.joining());
        return HEAD + paragraphs + "}";
    }

    private static String escape(String text) {
        return text.codePoints()
                .mapToObj(c -> c == '\\' || c == '{' || c == '}' ? "\\" + (char) c
                        : c < 128 ? String.valueOf((char) c) : "\\u" + (short) c + "?")
                .collect(Collectors.joining());
    }
}
