package org.omsgateway.installer;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Renders the product's pictures from SVG, in the formats of Windows Installer. */
public final class Pictures {
    private static final int[] ICON_SIZES = {16, 20, 24, 32, 48, 64, 256};
    private static final int SMALLEST_DETAILED_ICON = 32;
    private static final int ICON_HEADER = 6;
    private static final int ICON_ENTRY = 16;

    private Pictures() {}

    /**
     * Writes {@code banner.bmp} and {@code side.bmp}, in the sizes of their SVGs, and {@code icon.ico} with all sizes
     * that Windows shows. Arguments: the folder of the SVGs, and the folder to write to.
     */
    public static void main(String[] arguments) throws IOException {
        Path sources = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        for (String name : new String[] {"banner", "side"}) {
            SVGDocument document = load(sources.resolve(name + ".svg"));
            int width = Math.round(document.size().width);
            int height = Math.round(document.size().height);
            BufferedImage picture = render(document, width, height, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(picture, "bmp", folder.resolve(name + ".bmp").toFile());
        }
        Files.write(folder.resolve("icon.ico"),
                icon(load(sources.resolve("icon-small.svg")), load(sources.resolve("icon.svg"))));
    }

    private static SVGDocument load(Path file) throws IOException {
        LoaderContext context = LoaderContext.builder().externalResourcePolicy(ResourcePolicy.ALLOW_RELATIVE).build();
        SVGDocument document = new SVGLoader().load(file.toUri().toURL(), context);
        if (document == null) {
            throw new IOException(file + ": no SVG that can be rendered");
        }
        return document;
    }

    private static BufferedImage render(SVGDocument document, int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        document.render(null, graphics, new ViewBox(width, height));
        graphics.dispose();
        return picture;
    }

    /** A directory of pictures, then the pictures as PNG, which Windows has read in icons of any size since Vista. */
    private static byte[] icon(SVGDocument small, SVGDocument detailed) throws IOException {
        ByteBuffer directory = ByteBuffer.allocate(ICON_HEADER + ICON_ENTRY * ICON_SIZES.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0).putShort((short) 1).putShort((short) ICON_SIZES.length);
        ByteArrayOutputStream pictures = new ByteArrayOutputStream();
        for (int size : ICON_SIZES) {
            int place = directory.capacity() + pictures.size();
            SVGDocument document = size < SMALLEST_DETAILED_ICON ? small : detailed;
            ImageIO.write(render(document, size, size, BufferedImage.TYPE_INT_ARGB), "png", pictures);
            // The size 256 is written as 0.
            directory.put((byte) size).put((byte) size).putShort((short) 0).putShort((short) 1).putShort((short) 32)
                    .putInt(directory.capacity() + pictures.size() - place).putInt(place);
        }
        byte[] file = new byte[directory.capacity() + pictures.size()];
        System.arraycopy(directory.array(), 0, file, 0, directory.capacity());
        System.arraycopy(pictures.toByteArray(), 0, file, directory.capacity(), pictures.size());
        return file;
    }
}
