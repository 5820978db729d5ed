package org.omsgateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings in a properties file, UTF-8 with or without a byte-order mark, of at most 1 MiB. The relay proxy's password
 * is in a file of its own beside it, {@code <name>.relay-password}.
 */
public final class PropertiesConfigStore implements ConfigStore {
    /** The file that a new store begins with: every setting explained, none set. */
    static final String SAMPLE = "gateway.properties";
    static final int MAX_BYTES = 1 << 20;
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);
    private static final Set<PosixFilePermission> FOR_ALL_TO_READ = PosixFilePermissions.fromString("rw-r--r--");

    private final Path path;
    private final Duration lookInterval;

    public PropertiesConfigStore(Path path) {
        this(path, LOOK_INTERVAL);
    }

    /** @param lookInterval between two looks of a watch; a change is told of after at most two of them */
    PropertiesConfigStore(Path path, Duration lookInterval) {
        this.path = path.toAbsolutePath().normalize();
        this.lookInterval = lookInterval;
    }

    @Override
    public String location() {
        return path.toString();
    }

    @Override
    public StoredSettings read() throws IOException {
        try {
            Path file = path.toRealPath();
            return settings(new PropertiesText(text(file), location()), PasswordFile.beside(file));
        } catch (InvalidConfigException e) {
            return new StoredSettings(Map.of(), e.problems());
        } catch (FileSystemException e) {
            throw explained(e);
        }
    }

    @Override
    public void update(Edit edit) throws IOException, InvalidConfigException {
        try {
            if (!Files.exists(path.getParent())) {
                Files.createDirectory(path.getParent());
            }
            Path file = Files.exists(path) ? path.toRealPath() : path;
            StoreLock lock = StoreLock.acquire(file.resolveSibling("." + file.getFileName() + ".lock"));
            try {
                updateLocked(file, edit);
            } finally {
                lock.close();
            }
        } catch (FileSystemException e) {
            throw explained(e);
        }
    }

    private void updateLocked(Path file, Edit edit) throws IOException, InvalidConfigException {
        PropertiesText text = new PropertiesText(Files.exists(file) ? text(file) : sample(), location());
        PasswordFile password = PasswordFile.beside(file);
        Map<Setting, List<String>> changes = edit.changes(settings(text, password));
        changes.forEach((setting, values) -> text.put(setting, setting.isSecret() ? List.of() : values));
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
        if (content.length > MAX_BYTES) {
            throw problem("too large with these changes", "at most " + MAX_BYTES + " bytes");
        }
        if (changes.isEmpty()) {
            return;
        }
        Set<PosixFilePermission> permissions = FOR_ALL_TO_READ;
        if (Files.exists(file)) {
            if (!Files.isWritable(file)) {
                throw new AccessDeniedException(location(), null, "is read-only");
            }
            permissions = permissions(file);
        }
        try (StagedFile next = new StagedFile(file, permissions, content)) {
            next.ownedLike(file);
            if (changes.containsKey(Setting.RELAY_PROXY_PASSWORD)) {
                commit(next, password, changes.get(Setting.RELAY_PROXY_PASSWORD).stream().findFirst());
            } else {
                next.commit();
            }
        }
    }

    /** Both files or none. */
    private static void commit(StagedFile settings, PasswordFile passwordFile, Optional<String> password)
            throws IOException {
        Optional<byte[]> before = passwordFile.content();
        passwordFile.write(password.map(PasswordFile::content));
        try {
            settings.commit();
        } catch (IOException e) {
            passwordFile.write(before);
            throw e;
        }
    }

    @Override
    public Watch watch(Runnable onChange) {
        return new StableWatch(this::look, lookInterval, onChange);
    }

    private Object look() {
        try {
            Path file = path.toRealPath();
            return List.of(ByteBuffer.wrap(bytes(file)), PasswordFile.beside(file).look());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private StoredSettings settings(PropertiesText text, PasswordFile passwordFile) {
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(text.settings().values());
        List<ConfigProblem> problems = new ArrayList<>(text.settings().problems());
        String name = Setting.RELAY_PROXY_PASSWORD.displayName();
        if (values.remove(name) != null) {
            problems.add(new ConfigProblem(name, Optional.of("given in " + path.getFileName()),
                    "a file of its own: take the line out, then oms-gateway config set " + name));
        }
        try {
            passwordFile.read().ifPresent(password -> values.put(name, List.of(password)));
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        return new StoredSettings(values, problems);
    }

    private String text(Path file) throws IOException, InvalidConfigException {
        byte[] bytes = bytes(file);
        if (bytes.length > MAX_BYTES) {
            throw problem("too large", "at most " + MAX_BYTES + " bytes");
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean malformed = StandardCharsets.UTF_8.newDecoder().decode(rest, text, true).isError();
        String decoded = text.flip().toString();
        int nul = decoded.indexOf('\0');
        if (malformed || nul >= 0) {
            String before = nul >= 0 ? decoded.substring(0, nul) : decoded;
            long line = 1 + before.chars().filter(c -> c == '\n').count();
            throw problem("line " + line, "UTF-8 text: save the file in that encoding");
        }
        return decoded;
    }

    private static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "is not a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }

    private static String sample() throws IOException {
        try (InputStream in = PropertiesConfigStore.class.getResourceAsStream(SAMPLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null ? FOR_ALL_TO_READ : view.readAttributes().permissions();
    }

    private InvalidConfigException problem(String found, String expected) {
        return new InvalidConfigException(List.of(new ConfigProblem(location(), Optional.of(found), expected)));
    }

    /** The same failure in words, where the JDK gives the path alone. */
    private static FileSystemException explained(FileSystemException failure) {
        if (failure.getReason() != null) {
            return failure;
        }
        if (failure instanceof NoSuchFileException) {
            return new NoSuchFileException(failure.getFile(), null, "does not exist");
        }
        if (failure instanceof AccessDeniedException) {
            return new AccessDeniedException(failure.getFile(), null, "access is denied");
        }
        return failure;
    }
}
