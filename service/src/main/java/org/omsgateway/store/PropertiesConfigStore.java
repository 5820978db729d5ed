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
 * Settings in a properties file, UTF-8 with or without a byte-order mark, of at most 1 MiB. The relay proxy's password
 * is in a file of its own beside it, {@code <name>.relay-password}.
 */
public final class PropertiesConfigStore implements ConfigStore {
    private final Path path;
    private final Duration lookInterval;

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

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }

    @Override
    public StoredSettings read() throws IOException {
        try {
            Path file = path.toRealPath();
            return settings(new PropertiesText(new SettingsFile(file).text(), location()), PasswordFile.beside(file));
        } catch (FileSystemException e) {
            throw explained(e);
        }
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
        PropertiesText text = new PropertiesText(file.textOrSample(), location());
        Map<Setting, List<String>> changes = edit.changes(settings(text, password));
        if (changes.isEmpty()) {
            return;
        }
        changes.forEach((setting, values) -> text.put(setting, setting.isSecret() ? List.of() : values));
        try (StagedFile next = file.stage(text.toString())) {
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
    public Watch watch(Runnable onChange, Consumer<Throwable> onFailure) {
        return new StableWatch<>(look(), this::look, lookInterval, changed -> onChange.run(), onFailure);
    }

    private Object look() {
        try {
            Path file = path.toRealPath();
            return List.of(ByteBuffer.wrap(new SettingsFile(file).bytes()), PasswordFile.beside(file).look());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private StoredSettings settings(PropertiesText text, PasswordFile passwordFile) throws IOException {
        StoredSettings inFile = text.settings();
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(inFile.values());
        List<ConfigProblem> problems = new ArrayList<>(inFile.problems());
        String name = Setting.RELAY_PROXY_PASSWORD.displayName();
        if (values.remove(name) != null) {
            problems.add(ConfigProblem.unusable(name, "given in " + path.getFileName(),
                    "a file of its own: take the line out, then oms-gateway config set " + name));
        }
        try {
            passwordFile.read().ifPresent(password -> values.put(name, List.of(password)));
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
