package org.omsgateway.x509;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An element of the Distinguished Encoding Rules, which can be changed and encoded again. This class shares no code
 * with the reader.
 */
final class DerTree {
    int tag;
    byte[] content;
    /** Empty for a leaf; the elements in an OCTET STRING are included. */
    List<DerTree> children = new ArrayList<>();

    DerTree(int tag, byte[] content) {
        this.tag = tag;
        this.content = content;
        if ((tag & 0x20) != 0 || tag == 4) {
            ByteBuffer in = ByteBuffer.wrap(content);
            try {
                while (in.hasRemaining()) {
                    children.add(read(in));
                }
            } catch (IllegalArgumentException e) {
                children.clear();
            }
        }
    }

    /** @throws IllegalArgumentException when {@code der} is not exactly one element */
    static DerTree of(byte[] der) {
        ByteBuffer in = ByteBuffer.wrap(der);
        DerTree tree = read(in);
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("Garbage at the end");
        }
        return tree;
    }

    private static DerTree read(ByteBuffer in) {
        try {
            int tag = in.get() & 0xff;
            int length = in.get() & 0xff;
            if (length > 0x80 && length <= 0x83) {
                int more = length - 0x80;
                length = 0;
                for (int i = 0; i < more; i++) {
                    length = length << 8 | in.get() & 0xff;
                }
            }
            byte[] content = new byte[Math.min(length, in.remaining() + 1)];
            in.get(content);
            return new DerTree(tag, content);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("Cut short", e);
        }
    }

    DerTree child(int index) {
        if (index >= children.size()) {
            throw new IllegalArgumentException("No child " + index);
        }
        return children.get(index);
    }

    /** This element and all elements below it. */
    List<DerTree> all() {
        List<DerTree> all = new ArrayList<>(List.of(this));
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    /** The content, with all changes of the elements below. */
    byte[] body() {
        if (children.isEmpty()) {
            return content;
        }
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        children.forEach(child -> parts.writeBytes(child.encode()));
        return parts.toByteArray();
    }

    byte[] encode() {
        byte[] body = body();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (body.length < 0x80) {
            out.write(body.length);
        } else {
            int more = body.length < 1 << 8 ? 1 : body.length < 1 << 16 ? 2 : 3;
            out.write(0x80 | more);
            for (int i = more - 1; i >= 0; i--) {
                out.write(body.length >> 8 * i);
            }
        }
        out.writeBytes(body);
        return out.toByteArray();
    }
}
