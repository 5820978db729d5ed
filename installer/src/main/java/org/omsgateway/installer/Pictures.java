package org.omsgateway.installer;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Draws the product's pictures: many connections come in, one goes out through the gate. In the sizes that Windows
 * Installer's pages have at 96 dpi.
 */
public final class Pictures {
    private static final Color LIGHT = new Color(0x2B88D8);
    private static final Color DARK = new Color(0x0B3A66);
    private static final int[] ICON_SIZES = {16, 20, 24, 32, 48, 64, 256};
    private static final int SIDE_WIDTH = 164;
    private static final int SIDE_HEIGHT = 312;
    private static final int BANNER_SIZE = 59;

    private Pictures() {}

    /** Writes {@code banner.bmp}, {@code side.bmp} and {@code icon.ico} to the folder that the only argument names. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        ImageIO.write(banner(), "bmp", folder.resolve("banner.bmp").toFile());
        ImageIO.write(side(), "bmp", folder.resolve("side.bmp").toFile());
        List<BufferedImage> icons = IntStream.of(ICON_SIZES).mapToObj(Pictures::icon).toList();
        Files.write(folder.resolve("icon.ico"), IconFile.of(icons));
    }

    private static BufferedImage icon(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        drawBadge(graphics(image), 0, 0, size);
        return image;
    }

    private static BufferedImage banner() {
        BufferedImage image = new BufferedImage(BANNER_SIZE, BANNER_SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = graphics(image);
        graphics.setPaint(shade(0, 0, BANNER_SIZE, BANNER_SIZE));
        graphics.fillRect(0, 0, BANNER_SIZE, BANNER_SIZE);
        drawGlyph(graphics, 10, 10, BANNER_SIZE - 20, true);
        return image;
    }

    private static BufferedImage side() {
        BufferedImage image = new BufferedImage(SIDE_WIDTH, SIDE_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = graphics(image);
        graphics.setPaint(shade(0, 0, SIDE_WIDTH, SIDE_HEIGHT));
        graphics.fillRect(0, 0, SIDE_WIDTH, SIDE_HEIGHT);
        graphics.setColor(new Color(255, 255, 255, 18));
        graphics.fill(new Ellipse2D.Double(-90, 150, 260, 260));
        graphics.fill(new Ellipse2D.Double(20, -110, 220, 220));
        drawGlyph(graphics, 27, 60, 110, true);
        return image;
    }

    private static GradientPaint shade(int x, int y, int width, int height) {
        return new GradientPaint(x, y, LIGHT, x + width / 2f, y + height, DARK);
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return graphics;
    }

    private static void drawBadge(Graphics2D graphics, int x, int y, int size) {
        graphics.setPaint(shade(x, y, size, size));
        graphics.fill(new RoundRectangle2D.Double(x, y, size, size, size * 0.36, size * 0.36));
        // Below 32 pixels only the gate and what goes through it can be told apart.
        drawGlyph(graphics, x + size * 0.12, y + size * 0.12, size * 0.76, size >= 32);
    }

    /** The sign itself, white, in a square. */
    private static void drawGlyph(Graphics2D graphics, double x, double y, double size, boolean detailed) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.scale(size, size);
        graphics.setColor(Color.WHITE);
        float thin = detailed ? 0.055f : 0.11f;
        graphics.setStroke(new BasicStroke(thin, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double[] sources = detailed ? new double[] {0.16, 0.5, 0.84} : new double[] {0.5};
        for (double source : sources) {
            graphics.draw(new Line2D.Double(0.1, source, 0.42, 0.5));
            if (detailed) {
                graphics.fill(new Ellipse2D.Double(0.01, source - 0.085, 0.17, 0.17));
            }
        }
        graphics.draw(new Line2D.Double(0.42, 0.5, 0.84, 0.5));
        Path2D arrow = new Path2D.Double();
        arrow.moveTo(1, 0.5);
        arrow.lineTo(0.76, 0.5 - 0.17);
        arrow.lineTo(0.76, 0.5 + 0.17);
        arrow.closePath();
        graphics.fill(arrow);
        graphics.setStroke(new BasicStroke(0.1f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(new Line2D.Double(0.55, 0.05, 0.55, 0.32));
        graphics.draw(new Line2D.Double(0.55, 0.68, 0.55, 0.95));
        graphics.setTransform(before);
    }
}
