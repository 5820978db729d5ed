package org.omsgateway.installer;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Measures the room that texts of the wizard need, with Open Sans. This font looks like Segoe UI and is some 8 % wider,
 * which is a margin for hinting and for text in a language's own fonts.
 */
final class UiFont {
    private static final Path FONTS = Path.of("/usr/share/fonts/truetype/open-sans");
    /** Ascent and descent of Segoe UI, relative to the size. */
    private static final double LINE = 1.33;
    private static final double POINTS_PER_INCH = 72;
    private static final FontRenderContext WHOLE_PIXELS = new FontRenderContext(null, true, false);

    private final Font font;

    private UiFont(Font font) {
        this.font = font;
    }

    /** A font of {@code points} on a screen with the given dots per inch. */
    static UiFont of(boolean bold, int points, int dpi) {
        Path file = FONTS.resolve(bold ? "OpenSans-Bold.ttf" : "OpenSans-Regular.ttf");
        try {
            Font font = Font.createFont(Font.TRUETYPE_FONT, file.toFile());
            return new UiFont(font.deriveFont((float) Math.round(points * dpi / POINTS_PER_INCH)));
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException(file + ": run script/setup windows", e);
        }
    }

    int lineHeight() {
        return (int) Math.round(font.getSize2D() * LINE);
    }

    /** The width of a text on one line, in pixels. */
    int width(String text) {
        return text.codePoints().map(this::width).sum();
    }

    /** Characters that Open Sans lacks are Chinese, Japanese or Korean, and at most as wide as they are high. */
    private int width(int character) {
        return font.canDisplay(character)
                ? (int) Math.ceil(font.getStringBounds(Character.toString(character), WHOLE_PIXELS).getWidth())
                : Math.round(font.getSize2D());
    }

    /** How many lines a text takes in a width. A word that is wider than a line takes as many lines as it fills. */
    int lines(String text, int width) {
        return text.lines().mapToInt(paragraph -> linesOfParagraph(paragraph, width)).sum();
    }

    private int linesOfParagraph(String text, int width) {
        int lines = 1;
        int used = 0;
        for (String word : text.split("(?<= )|(?<=[\\u2E80-\\uFFEF])|(?=[\\u2E80-\\uFFEF])")) {
            int wide = width(word.stripTrailing());
            if (used + wide > width && used > 0) {
                lines++;
                used = 0;
            }
            lines += (wide - 1) / width;
            used += width(word);
        }
        return lines;
    }
}
