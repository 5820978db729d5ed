package org.omsgateway.benchmarks.contest;

import java.util.Locale;

/** A drawing as an SVG document (W3C SVG 1.1), readable on light and dark pages. Lengths are in pixels. */
public final class Svg {
    public static final int TEXT_SIZE = 12;

    private final StringBuilder elements = new StringBuilder();

    public void text(double x, double y, String anchor, String text) {
        text(x, y, anchor, "normal", text);
    }

    public void title(double x, double y, String text) {
        text(x, y, "start", "bold", text);
    }

    public void bar(double x, double y, double width, double height, String colour) {
        add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x, y, width, height, colour);
    }

    public void line(double x1, double y1, double x2, double y2, String colour, double width) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
                x1, y1, x2, y2, colour, width);
    }

    public void dot(double x, double y, String colour) {
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour);
    }

    private void text(double x, double y, String anchor, String weight, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-weight=\"%s\" fill=\"#222\">%s</text>",
                x, y, anchor, weight, text.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private void add(String format, Object... values) {
        elements.append("  ").append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    public String document(double width, double height) {
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$.0f %2$.0f" width="%1$.0f" height="%2$.0f"
                     font-family="sans-serif" font-size="%3$d">
                  <rect width="100%%" height="100%%" fill="white"/>
                %4$s</svg>
                """, width, height, TEXT_SIZE, elements);
    }
}
