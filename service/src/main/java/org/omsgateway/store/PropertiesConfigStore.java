package org.omsgateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;
import org.omsgateway.watch.StableWatch;
import org.omsgateway.watch.Watch;

/**
 * Settings in a properties file, UTF-8 with or without a byte-order mark, of at most 1 MiB. The relay proxies' secrets
 * are in a file of its own beside it, {@code <name>.relay-password}.
 */
public final class PropertiesConfigStore implements ConfigStore {
    private static final int ATTEMPTS = 3;

    private final Path path;
    private final Duration lookInterval;
    private volatile boolean hadText;

    public PropertiesConfigStore(Path path) {
        this(path, StableWatch.INTERVAL);
    }

    /** @param lookInterval between two looks of a watch, which reports a change after at most two looks */
    PropertiesConfigStore(Path path, Duration lookInterval) {
        this.path = path.toAbsolutePath().normalize();
        this.lookInterval = lookInterval;
    }

    @Override
    public String location() {
        return path.toString();
    }

    /** A file that is empty after an earlier read was emptied by an editor or a full disk, and cannot be read now. */
    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }

    @Override
    public StoredSettings read() throws IOException {
        try {
            Path file = path.toRealPath();
            return read(file, ATTEMPTS);
        } catch (FileSystemException e) {
            throw explained(e);
        }
    }

    private StoredSettings read(Path path, int attempts) throws IOException {
        SettingsFile file = new SettingsFile(path);
        byte[] bytes = file.bytes();
        String text = file.text(bytes);
        if (text.isBlank() && hadText) {
            throw new FileSystemException(location(), null, "is empty (expected: settings, or at least a comment)");
        }
        StoredSettings settings = settings(new PropertiesText(text, location()), PasswordFile.beside(path), bytes);
        if (!Arrays.equals(bytes, file.bytes()) && attempts > 1) {
            // The password may belong to the new settings.
            return read(path, attempts - 1);
        }
        hadText = !text.isBlank();
        return settings;
    }

    @Override
    public void update(Edit edit) throws IOException, InvalidConfigException {
        try {
            Path file = Files.exists(path) ? path.toRealPath() : path;
            createFolder(file);
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

    /** Creates one folder at most: a path with several missing folders is probably misspelt. */
    private static void createFolder(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is not a file");
        }
        if (!Files.isDirectory(file.getParent())) {
            Files.createDirectory(file.getParent());
        }
    }

    private void updateLocked(Path path, Edit edit) throws IOException, InvalidConfigException {
        SettingsFile file = new SettingsFile(path);
        PasswordFile password = PasswordFile.beside(path);
        byte[] before = Files.exists(path) ? file.bytes() : new byte[0];
        password.recover(before);
        PropertiesText text = new PropertiesText(file.textOrSample(), location());
        Map<Setting, List<String>> changes = edit.changes(settings(text, password, before));
        if (changes.isEmpty()) {
            return;
        }
        changes.forEach((setting, values) -> text.put(setting, setting.isSecret() ? List.of() : values));
        boolean hasSecret = changes.keySet().stream().anyMatch(Setting::isSecret);
        Optional<String> secrets = hasSecret ? secrets(changes, password, before) : Optional.empty();
        // An empty file looks as if an accident had emptied it.
        try (StagedFile next = file.stage(text.toString().isBlank() ? SettingsFile.sample() : text.toString())) {
            if (!hasSecret) {
                next.commit();
            } else if (Files.exists(path) && Arrays.equals(next.content(), before)) {
                password.write(secrets);
            } else {
                password.write(secrets, next);
            }
        }
    }

    /** The lines of secrets after {@code changes}. */
    private static Optional<String> secrets(Map<Setting, List<String>> changes, PasswordFile file, byte[] settings)
            throws IOException, InvalidConfigException {
        List<String> before = List.of();
        try {
            before = file.read(settings).map(text -> text.lines().toList()).orElse(List.of());
        } catch (InvalidConfigException e) {
            // A password of a user must not be lost; a new one takes the place of the file.
            if (!changes.containsKey(Setting.RELAY_PROXY_PASSWORD)) {
                throw e;
            }
        }
        List<String> password = changes.getOrDefault(Setting.RELAY_PROXY_PASSWORD, before.stream().limit(1).toList());
        List<String> lines = new ArrayList<>(password.isEmpty() ? List.of("") : password);
        lines.addAll(changes.getOrDefault(Setting.RELAY_PROXY_CREDENTIALS, before.stream().skip(1).toList()));
        return Optional.of(String.join("\n", lines)).filter(text -> !text.isEmpty());
    }

    @Override
    public Watch watch(Runnable onChange, Consumer<Throwable> onFailure) {
        return new StableWatch<>(look(), this::look, lookInterval, changed -> onChange.run(), onFailure);
    }

    private Object look() {
        try {
            Path file = path.toRealPath();
            byte[] bytes = new SettingsFile(file).bytes();
            return List.of(ByteBuffer.wrap(bytes), PasswordFile.beside(file).look(bytes));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** @param bytes the bytes of {@code text} in the file */
    private StoredSettings settings(PropertiesText text, PasswordFile passwordFile, byte[] bytes) throws IOException {
        StoredSettings inFile = text.settings();
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(inFile.values());
        List<ConfigProblem> problems = new ArrayList<>(inFile.problems());
        Arrays.stream(Setting.values()).filter(Setting::isSecret).map(Setting::displayName).forEach(name -> {
            if (values.remove(name) != null) {
                problems.add(ConfigProblem.unusable(name, "given in " + path.getFileName(),
                        "a file of its own: take the line out, then oms-gateway config set " + name));
            }
        });
        try {
            List<String> secrets = passwordFile.read(bytes).map(read -> read.lines().toList()).orElse(List.of());
            secrets.stream().limit(1).filter(password -> !password.isEmpty())
                    .forEach(password -> values.put(Setting.RELAY_PROXY_PASSWORD.displayName(), List.of(password)));
            if (secrets.size() > 1) {
                values.put(Setting.RELAY_PROXY_CREDENTIALS.displayName(), secrets.subList(1, secrets.size()));
            }
        } catch (InvalidConfigException e) {
            problems.addAll(e.problems());
        }
        return new StoredSettings(values, problems);
    }

    /** The same failure with a reason, where the JDK gives the path alone. */
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
