package org.omsgateway.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.omsgateway.config.ConfigStore;

/** The stores to choose from. */
public final class ConfigStores {
    /** The environment variable that names a settings file. */
    public static final String ENVIRONMENT_VARIABLE = "OMSGATEWAY_CONFIG";
    private static final Path DEFAULT_FILE = Path.of("/etc/oms-gateway/gateway.properties");

    private ConfigStores() {}

    /**
     * The store in {@code file}; else in the file that the environment names; else the machine's own store: the
     * registry on Windows, {@code /etc/oms-gateway/gateway.properties} elsewhere.
     */
    public static ConfigStore choose(Optional<Path> file, Map<String, String> environment) {
        Optional<Path> named = Optional.ofNullable(environment.get(ENVIRONMENT_VARIABLE))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
        return file.or(() -> named)
                .<ConfigStore>map(PropertiesConfigStore::new)
                .orElseGet(() -> ofMachine(environment));
    }

    private static ConfigStore ofMachine(Map<String, String> environment) {
        return System.getProperty("os.name").startsWith("Windows")
                ? new WindowsConfigStore(Path.of(environment.get("ProgramData"), "OMS Gateway"))
                : new PropertiesConfigStore(DEFAULT_FILE);
    }
}
