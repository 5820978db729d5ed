package org.omsgateway.store;

import com.sun.jna.platform.win32.WinNT;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.omsgateway.config.ConfigProblem;
import org.omsgateway.config.ConfigStore;
import org.omsgateway.config.InvalidConfigException;
import org.omsgateway.config.Setting;
import org.omsgateway.config.StoredSettings;
import org.omsgateway.watch.StableWatch;
import org.omsgateway.watch.Watch;

/**
 * Settings in the registry, as {@link RegistrySettings} writes them. Those of a policy win, and are only read. The
 * relay proxy's password is protected by DPAPI for the machine, so what keeps it from other users is the key's access
 * control list: only administrators, Windows and the service may read it.
 */
public final class WindowsConfigStore implements ConfigStore {
    /** Below {@code HKEY_LOCAL_MACHINE}, in the 64-bit view. */
    public static final String KEY = "SOFTWARE\\OMS Gateway";
    /** Where Group Policy and device management write, in the same format. All users can read the key. */
    public static final String POLICY_KEY = "SOFTWARE\\Policies\\OMS Gateway";

    private final RegistrySettings format = new RegistrySettings(new WindowsDataProtection());
    private final Path folder;
    private final Path lockFile;

    /** @param folder the gateway's data folder, which holds the lock; created if it does not exist */
    public WindowsConfigStore(Path folder) {
        this.folder = folder;
        this.lockFile = folder.resolve("settings.lock");
    }

    @Override
    public Optional<Path> logFolder() {
        return Optional.of(folder.resolve("Logs"));
    }

    @Override
    public String location() {
        return "HKLM\\" + KEY;
    }

    @Override
    public StoredSettings read() throws IOException {
        StoredSettings policy = readOrEmpty(POLICY_KEY);
        try (WindowsRegistryKey key = WindowsRegistryKey.open(KEY, WinNT.KEY_READ)) {
            StoredSettings stored = format.settings(key.values());
            List<ConfigProblem> problems = new ArrayList<>(stored.problems());
            List<String> groups = KeyAccess.broadGroups(key.access());
            boolean hasSecret = Arrays.stream(Setting.values())
                    .anyMatch(setting -> setting.isSecret() && !stored.texts(setting).isEmpty());
            if (hasSecret && !groups.isEmpty()) {
                problems.add(ConfigProblem.unusable(location(), "readable by " + String.join(", ", groups),
                        "readable by administrators and the service only, because it holds a password: "
                                + "oms-gateway config set restores these rights"));
            }
            return new StoredSettings(stored.values(), problems).under(policy);
        } catch (NoSuchFileException absent) {
            // A policy alone is enough.
            if (policy.equals(StoredSettings.EMPTY)) {
                throw absent;
            }
            return StoredSettings.EMPTY.under(policy);
        }
    }

    @Override
    public void update(Edit edit) throws IOException, InvalidConfigException {
        Files.createDirectories(lockFile.getParent());
        StoreLock lock = StoreLock.acquire(lockFile);
        try {
            Map<Setting, List<String>> changes = edit.changes(readOrEmpty(KEY).under(readOrEmpty(POLICY_KEY)));
            if (!changes.isEmpty()) {
                write(changes);
            }
        } finally {
            lock.close();
        }
    }

    private StoredSettings readOrEmpty(String path) throws IOException {
        try (WindowsRegistryKey key = WindowsRegistryKey.open(path, WinNT.KEY_READ)) {
            return format.settings(key.values());
        } catch (NoSuchFileException e) {
            return StoredSettings.EMPTY;
        }
    }

    private void write(Map<Setting, List<String>> changes) throws IOException, InvalidConfigException {
        List<RegistryValue> values = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (Map.Entry<Setting, List<String>> change : changes.entrySet()) {
            if (change.getValue().isEmpty()) {
                removed.add(change.getKey().displayName());
            } else {
                values.add(format.value(change.getKey(), change.getValue()));
            }
        }
        try (WindowsRegistryKey key = WindowsRegistryKey.create(KEY, KeyAccess.RESTRICTED)) {
            if (!KeyAccess.broadGroups(key.access()).isEmpty()) {
                key.setAccess(KeyAccess.RESTRICTED);
            }
            replace(key, values, removed);
        }
    }

    /**
     * All or nothing. If the process ends in between, a changed password is missing, so that it never goes with another
     * user than its own.
     */
    private static void replace(WindowsRegistryKey key, List<RegistryValue> values, List<String> removed)
            throws IOException {
        List<RegistryValue> before = key.values();
        String password = Setting.RELAY_PROXY_PASSWORD.displayName();
        boolean changesPassword = removed.contains(password)
                || values.stream().anyMatch(value -> value.name().equals(password));
        values.sort(Comparator.comparing(value -> value.name().equals(password)));
        try {
            if (changesPassword) {
                key.delete(password);
            }
            for (String name : removed) {
                key.delete(name);
            }
            for (RegistryValue value : values) {
                key.set(value);
            }
        } catch (IOException e) {
            try {
                for (RegistryValue value : values) {
                    key.delete(value.name());
                }
                for (RegistryValue value : before) {
                    key.set(value);
                }
            } catch (IOException further) {
                e.addSuppressed(further);
            }
            throw e;
        }
    }

    @Override
    public Watch watch(Runnable onChange, Consumer<Throwable> onFailure) {
        return new StableWatch<>(look(), WindowsConfigStore::look, StableWatch.INTERVAL, changed -> onChange.run(),
                onFailure);
    }

    private static Object look() {
        return List.of(look(KEY), look(POLICY_KEY));
    }

    private static Object look(String path) {
        try (WindowsRegistryKey key = WindowsRegistryKey.open(path, WinNT.KEY_READ)) {
            List<Object> found = new ArrayList<>(List.of(key.access()));
            key.values().forEach(value ->
                    found.add(List.of(value.name(), value.type(), ByteBuffer.wrap(value.data()))));
            return found;
        } catch (IOException e) {
            return e.toString();
        }
    }
}
