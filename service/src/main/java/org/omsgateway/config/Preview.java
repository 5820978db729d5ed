package org.omsgateway.config;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;
import org.omsgateway.watch.Watch;

/** A store in which an edit is checked as in {@code store}, and nothing is written. An absent store is empty. */
public record Preview(ConfigStore store) implements ConfigStore {
    @Override
    public String location() {
        return store.location();
    }

    @Override
    public StoredSettings read() throws IOException {
        try {
            return store.read();
        } catch (NoSuchFileException e) {
            return StoredSettings.EMPTY;
        }
    }

    @Override
    public void update(Edit edit) throws IOException, InvalidConfigException {
        edit.changes(read());
    }

    @Override
    public Watch watch(Runnable onChange, Consumer<Throwable> onFailure) {
        return store.watch(onChange, onFailure);
    }
}
