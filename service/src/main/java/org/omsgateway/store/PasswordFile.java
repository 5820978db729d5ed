package org.omsgateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.eventlog.FailureText;

/**
 * The file beside the settings that holds the secrets: the relay proxy's password in its first line, which is empty if
 * there is none, and the credentials of single relay proxies in the others. Only its owner may access it.
 *
 * <p>A change of settings and secrets together takes effect at one moment, when the new settings take the place of the
 * old ones. The new secrets are already beside them, in a pending file that is named after a hash of the new settings,
 * so they belong to these settings only. An empty pending file says that there are no secrets. Afterwards the pending
 * file takes the place of the password file. A change that ends in between is completed by the next change, and until
 * then readers use the pending file.
 */
record PasswordFile(Path path, Path settingsFile) {
    private static final int MAX_BYTES = 1 << 16;
    private static final byte[] NONE = {};

    /** The password file that goes with {@code settingsFile}. */
    static PasswordFile beside(Path settingsFile) {
        Path path = settingsFile.resolveSibling(settingsFile.getFileName() + ".relay-password");
        return new PasswordFile(path, settingsFile);
    }

    /**
     * The lines of secrets that belong to {@code settings}, the bytes of the settings file, or empty if there are none.
     *
     * @throws InvalidConfigException if the file must not be used; the problem never holds the password
     * @throws IOException if no file at all can be opened at the moment
     */
    Optional<String> read(byte[] settings) throws IOException, InvalidConfigException {
        Path pending = pending(settings);
        return Files.exists(pending) ? read(pending).filter(text -> !text.isEmpty()) : read(path);
    }

    /** What {@link #read} returns or throws, as a value to compare. */
    Object look(byte[] settings) throws IOException {
        try {
            return read(settings);
        } catch (InvalidConfigException e) {
            return e.problems();
        }
    }

    private Optional<String> read(Path file) throws IOException, InvalidConfigException {
        try {
            byte[] bytes = RegularFile.read(file, MAX_BYTES);
            if (isOpenToOthers(file)) {
                throw problem("accessible to others", "a file that only its owner can access: chmod 600 it, and change"
                        + " the password if others may have read it");
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                        if (bytes.length > MAX_BYTES) {
                throw problem("too long", "at most " + MAX_BYTES + " bytes");
            }
            return Optional.of(text.replaceFirst("\\r?\\n\\z", ""));
        } catch (NoSuchFileException e) {
            // The pending file has just taken this file's place.
            return file.equals(path) ? Optional.empty() : read(path);
        } catch (CharacterCodingException e) {
            throw problem("not UTF-8", "UTF-8 text");
        } catch (IOException e) {
            if (FailureText.isShortage(e)) {
                throw e;
            }
            throw problem("not readable", "a file that the gateway's user can read");
        }
    }

    /** Replaces the secrets, or removes them. A new file gets the owner of the settings file. */
    void write(Optional<String> secrets) throws IOException {
        if (secrets.isEmpty()) {
            Files.deleteIfExists(path);
        } else {
            write(path, content(secrets));
        }
    }

    /** Replaces settings and secrets together, or neither. */
    void write(Optional<String> secrets, StagedFile settings) throws IOException {
        Path pending = pending(settings.content());
        write(pending, content(secrets));
        try {
            settings.commit();
        } catch (IOException e) {
            Files.deleteIfExists(pending);
            throw e;
        }
        try {
            finish(pending);
        } catch (IOException e) {
            // The change is in force: readers use the pending file until a further change completes this one.
        }
    }

    /** Completes a change that has ended early and that belongs to {@code settings}; removes what is left of others. */
    void recover(byte[] settings) throws IOException {
        Path pending = pending(settings);
        if (Files.exists(pending)) {
            finish(pending);
        }
        try (DirectoryStream<Path> remains = Files.newDirectoryStream(path.getParent(), this::isRemainder)) {
            for (Path file : remains) {
                Files.delete(file);
            }
        }
    }

    private boolean isRemainder(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.contains(path.getFileName() + ".");
    }

    private void finish(Path pending) throws IOException {
        if (Files.size(pending) == 0) {
            Files.deleteIfExists(path);
            Files.delete(pending);
        } else {
            Files.move(pending, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        try (StagedFile next = new StagedFile(file, StagedFile.OWNER_ONLY, content)) {
            next.ownedLike(Files.exists(path) ? path : settingsFile);
            next.commit();
        }
    }

    private static byte[] content(Optional<String> secrets) {
        return secrets.map(text -> (text + "\n").getBytes(StandardCharsets.UTF_8)).orElse(NONE);
    }

    private Path pending(byte[] settings) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(settings);
            return path.resolveSibling("." + path.getFileName() + "." + HexFormat.of().formatHex(hash, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean isOpenToOthers(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        Set<PosixFilePermission> permissions = view == null ? Set.of() : view.readAttributes().permissions();
        return !StagedFile.OWNER_ONLY.containsAll(permissions);
    }

    private InvalidConfigException problem(String found, String expected) {
        return new InvalidConfigException(List.of(ConfigProblem.unusable(
                Setting.RELAY_PROXY_PASSWORD.displayName(), path + " is " + found, expected)));
    }
}
