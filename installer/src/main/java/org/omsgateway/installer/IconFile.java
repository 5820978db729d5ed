package org.omsgateway.installer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import javax.imageio.ImageIO;

/** The format of {@code .ico} files: a directory of pictures, small ones as bitmaps, large ones as PNG. */
final class IconFile {
    private static final int HEADER = 6;
    private static final int ENTRY = 16;
    private static final int BITMAP_HEADER = 40;
    /** Since Windows Vista; its entry has 0 for the size. */
    private static final int PNG_SIZE = 256;

    private IconFile() {}

    /** The file's bytes; the pictures are square, with 256 pixels at most. */
    static byte[] of(List<BufferedImage> pictures) throws IOException {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        short count = (short) pictures.size();
        entries.write(littleEndian(HEADER).putShort((short) 0).putShort((short) 1).putShort(count).array());
        for (BufferedImage picture : pictures) {
            byte[] content = picture.getWidth() < PNG_SIZE ? bitmap(picture) : png(picture);
            byte size = (byte) picture.getWidth();
            entries.write(littleEndian(ENTRY).put(size).put(size).putShort((short) 0)
                    .putShort((short) 1).putShort((short) 32).putInt(content.length)
                    .putInt(HEADER + ENTRY * count + contents.size()).array());
            contents.write(content);
        }
        entries.write(contents.toByteArray());
        return entries.toByteArray();
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    /** BITMAPINFOHEADER with twice the height, the pixels from the bottom up, then the mask, which alpha replaces. */
    private static byte[] bitmap(BufferedImage picture) {
        int size = picture.getWidth();
        int mask = (size + 31) / 32 * 4 * size;
        ByteBuffer out = littleEndian(BITMAP_HEADER + size * size * 4 + mask);
        out.putInt(BITMAP_HEADER).putInt(size).putInt(2 * size).putShort((short) 1).putShort((short) 32);
        out.position(BITMAP_HEADER);
        for (int y = size - 1; y >= 0; y--) {
            for (int x = 0; x < size; x++) {
                out.putInt(picture.getRGB(x, y));
            }
        }
        return out.array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
