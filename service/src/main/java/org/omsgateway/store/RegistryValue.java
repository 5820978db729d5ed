package org.omsgateway.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A value of a registry key.
 *
 * @param type such as {@link #REG_SZ}
 * @param data as Windows keeps it: texts in UTF-16, numbers in four bytes, both little-endian
 * @see <a href="https://learn.microsoft.com/windows/win32/sysinfo/registry-value-types">Registry value types</a>
 */
record RegistryValue(String name, int type, byte[] data) {
    static final int REG_SZ = 1;
    static final int REG_BINARY = 3;
    static final int REG_DWORD = 4;
    static final int REG_MULTI_SZ = 7;

    private static final Map<Integer, String> TYPE_NAMES = Map.of(0, "REG_NONE", REG_SZ, "REG_SZ", 2, "REG_EXPAND_SZ",
            REG_BINARY, "REG_BINARY", REG_DWORD, "REG_DWORD", 6, "REG_LINK", REG_MULTI_SZ, "REG_MULTI_SZ",
            11, "REG_QWORD");

    static RegistryValue text(String name, String text) {
        return new RegistryValue(name, REG_SZ, encode(text + '\0'));
    }

    static RegistryValue number(String name, int number) {
        return new RegistryValue(name, REG_DWORD,
                ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
    }

    /** None of {@code texts} may be empty: an empty one ends the list. */
    static RegistryValue list(String name, List<String> texts) {
        StringBuilder joined = new StringBuilder();
        texts.forEach(text -> joined.append(text).append('\0'));
        return new RegistryValue(name, REG_MULTI_SZ, encode(joined.append('\0').toString()));
    }

    /** The type as {@code regedit} shows it. */
    String typeName() {
        return TYPE_NAMES.getOrDefault(type, "type " + type);
    }

    /** The data as text up to the first NUL, which the writer may have left out. */
    String text() {
        String text = decode();
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** The data as a list of texts, each ended by a NUL; an empty one ends the list. */
    List<String> list() {
        List<String> texts = Arrays.asList(decode().split("\0"));
        int end = texts.indexOf("");
        return List.copyOf(end < 0 ? texts : texts.subList(0, end));
    }

    /** The data as an unsigned number; missing bytes are 0. */
    long number() {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(Arrays.copyOf(data, Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    /** The name and type only: the data may be a password. */
    @Override
    public String toString() {
        return name + ": " + typeName();
    }

    private String decode() {
        return new String(data, 0, data.length & ~1, StandardCharsets.UTF_16LE);
    }

    private static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_16LE);
    }
}
