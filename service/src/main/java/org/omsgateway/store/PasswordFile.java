package org.omsgateway.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.eventlog.FailureText;

/** The file beside the settings that holds the relay proxy's password in one line. Only its owner may access it. */
record PasswordFile(Path path, Path settingsFile) {
    private static final int MAX_BYTES = 4096;

    /** The password file that goes with {@code settingsFile}. */
    static PasswordFile beside(Path settingsFile) {
        Path path = settingsFile.resolveSibling(settingsFile.getFileName() + ".relay-password");
        return new PasswordFile(path, settingsFile);
    }

    /**
     * The password, or empty if there is no such file.
     *
     * @throws InvalidConfigException if the file must not be used; the problem never holds the password
     * @throws IOException if no file at all can be opened at the moment
     */
    Optional<String> read() throws IOException, InvalidConfigException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (isOpenToOthers()) {
                throw problem("accessible to others", "a file that only its owner can access: chmod 600 it, and change"
                        + " the password if others may have read it");
            }
            String line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            String password = line.replaceFirst("\\r?\\n\\z", "");
            if (bytes.length > MAX_BYTES || password.indexOf('\n') >= 0) {
                throw problem("too long", "one line");
            }
            return Optional.of(password);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw problem("not UTF-8", "one line of UTF-8 text");
        } catch (IOException e) {
            if (FailureText.isShortage(e)) {
                throw e;
            }
            throw problem("not readable", "a file that the gateway's user can read");
        }
    }

    /** What {@link #read} returns or throws, as a value to compare. */
    Object look() throws IOException {
        try {
            return read();
        } catch (InvalidConfigException e) {
            return e.problems();
        }
    }

    /** The file's bytes, or empty if there is no such file. */
    Optional<byte[]> content() throws IOException {
        return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    }

    /** What the file holds for {@code password}. */
    static byte[] content(String password) {
        return (password + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Replaces the file's content, or removes the file. A new file gets the owner of the settings file. */
    void write(Optional<byte[]> content) throws IOException {
        if (content.isEmpty()) {
            Files.deleteIfExists(path);
            return;
        }
        try (StagedFile next = new StagedFile(path, StagedFile.OWNER_ONLY, content.get())) {
            next.ownedLike(Files.exists(path) ? path : settingsFile);
            next.commit();
        }
    }

    private boolean isOpenToOthers() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        Set<PosixFilePermission> permissions = view == null ? Set.of() : view.readAttributes().permissions();
        return !StagedFile.OWNER_ONLY.containsAll(permissions);
    }

    private InvalidConfigException problem(String found, String expected) {
        return new InvalidConfigException(List.of(ConfigProblem.unusable(
                Setting.RELAY_PROXY_PASSWORD.displayName(), path + " is " + found, expected)));
    }
}
