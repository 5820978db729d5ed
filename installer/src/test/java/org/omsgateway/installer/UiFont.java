package org.omsgateway.installer;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures the room that texts of the wizard need, with Open Sans and, for Chinese, Japanese and Korean, Noto Sans.
 * Open Sans looks like Segoe UI and is some 8 % wider, which is a margin for hinting. The characters of Noto Sans are
 * as wide as those of Yu Gothic UI, Malgun Gothic and Microsoft YaHei, or wider.
 */
final class UiFont {
    private static final Path LATIN = Path.of("/usr/share/fonts/truetype/open-sans");
    private static final Path CHINESE = Path.of("/usr/share/fonts/opentype/noto");
    /** Ascent and descent of Segoe UI, relative to the size. */
    private static final double LINE = 1.33;
    private static final double POINTS_PER_INCH = 72;
    private static final Map<Path, Font> FONTS = new ConcurrentHashMap<>();
    private static final FontRenderContext WHOLE_PIXELS = new FontRenderContext(null, true, false);

    private final Font font;
    /** For the characters that {@link #font} lacks. */
    private final Font other;

    private UiFont(Font font, Font other) {
        this.font = font;
        this.other = other;
    }

    /** A font of {@code points} on a screen with the given dots per inch. */
    static UiFont of(boolean bold, int points, int dpi) {
        String weight = bold ? "Bold" : "Regular";
        float size = Math.round(points * dpi / POINTS_PER_INCH);
        return new UiFont(load(LATIN.resolve("OpenSans-" + weight + ".ttf")).deriveFont(size),
                load(CHINESE.resolve("NotoSansCJK-" + weight + ".ttc")).deriveFont(size));
    }

    private static Font load(Path file) {
        return FONTS.computeIfAbsent(file, key -> {
            try {
                return Font.createFonts(file.toFile())[0];
            } catch (IOException | FontFormatException e) {
                throw new IllegalStateException(file + ": run script/setup windows", e);
            }
        });
    }

    int lineHeight() {
        return (int) Math.round(font.getSize2D() * LINE);
    }

    /** The width of a text on one line, in pixels. */
    int width(String text) {
        return text.codePoints().map(this::width).sum();
    }

    private int width(int character) {
        Font has = font.canDisplay(character) ? font : other;
        return (int) Math.ceil(has.getStringBounds(Character.toString(character), WHOLE_PIXELS).getWidth());
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
