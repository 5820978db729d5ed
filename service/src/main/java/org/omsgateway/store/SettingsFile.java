package org.omsgateway.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A properties file on the disk. */
record SettingsFile(Path path) {
    private static final int MAX_BYTES = 1 << 20;
    /** What a new file begins with: every setting explained, none set. */
    private static final String SAMPLE = "gateway.properties";
    private static final Set<PosixFilePermission> FOR_ALL_TO_READ = PosixFilePermissions.fromString("rw-r--r--");

    /** What the file holds or, if it does not exist, what a new file begins with. */
    String textOrSample() throws IOException {
        return Files.exists(path) ? text() : sample();
    }

    static String sample() throws IOException {
        try (InputStream in = SettingsFile.class.getResourceAsStream(SAMPLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** @throws FileSystemException as {@link #text(byte[])}, or if there is no such file */
    String text() throws IOException {
        return text(bytes());
    }

    /** @throws FileSystemException if the file is not UTF-8 or is too large */
    String text(byte[] bytes) throws FileSystemException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        requireSize(rest.limit());
        CharBuffer decoded = CharBuffer.allocate(rest.limit());
        boolean malformed = StandardCharsets.UTF_8.newDecoder().decode(rest, decoded, true).isError();
        String text = decoded.flip().toString();
        // Without a byte-order mark, UTF-16 would pass.
        int nul = text.indexOf('\0');
        if (malformed || nul >= 0) {
            String before = nul >= 0 ? text.substring(0, nul) : text;
            long line = 1 + before.chars().filter(c -> c == '\n').count();
            throw failure("line " + line + " is not UTF-8 text: save the file in that encoding");
        }
        return text;
    }

    /** All bytes; of a file that is too large, more bytes than are allowed. */
    byte[] bytes() throws IOException {
        return RegularFile.read(path, MAX_BYTES);
    }

    /** Writes {@code text} beside the file, ready to replace its content; access and owner stay. */
    StagedFile stage(String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        requireSize(content.length);
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString(), null, "is read-only");
        }
        StagedFile staged = new StagedFile(path, permissions(), content);
        try {
            staged.ownedLike(path);
            return staged;
        } catch (IOException e) {
            staged.close();
            throw e;
        }
    }

    private void requireSize(int bytes) throws FileSystemException {
        if (bytes > MAX_BYTES) {
            throw failure("is too large: at most " + MAX_BYTES + " bytes can be read");
        }
    }

    private Set<PosixFilePermission> permissions() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        return view == null || !Files.exists(path) ? FOR_ALL_TO_READ : view.readAttributes().permissions();
    }

    private FileSystemException failure(String reason) {
        return new FileSystemException(path.toString(), null, reason);
    }
}
