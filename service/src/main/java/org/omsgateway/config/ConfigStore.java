package org.omsgateway.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.omsgateway.watch.Watch;

/**
 * Where an administrator's settings are kept. A store keeps texts by name and checks none of them: {@link ConfigParser}
 * checks those of every store.
 */
public interface ConfigStore {
    /** Where an administrator finds the settings: the path of a file or of a registry key. */
    String location();

    /** The file that holds the settings, if they are in one. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** The folder in which the machine's own service, which has its settings here, keeps its logs; if there is one. */
    default Optional<Path> logFolder() {
        return Optional.empty();
    }

    /**
     * Reads everything, with the values of a policy in the place of local ones.
     *
     * @throws java.nio.file.NoSuchFileException if the store is absent
     * @throws java.nio.file.AccessDeniedException if rights are missing
     * @throws IOException if the store cannot be read for another reason, or if a file is empty that had text at an
     *     earlier call; the message names the store and the reason
     */
    StoredSettings read() throws IOException;

    /**
     * Passes what {@link #read} returns to {@code edit} and writes the changes that it returns, all or none. Nobody
     * else can write through this interface between the two, in this process or another. An absent store is created.
     *
     * @throws IOException as {@link #read}; nothing is changed then
     * @throws InvalidConfigException if {@code edit} throws it, or if what is stored can't be kept; nothing is changed
     *     then
     */
    void update(Edit edit) throws IOException, InvalidConfigException;

    /**
     * Calls {@code onChange} within two seconds of any change to what is stored, on a thread of the store, one call at
     * a time, and not while a change is half written. A store that vanishes or becomes unreadable has changed.
     *
     * @param onFailure takes what {@code onChange} or the store threw; the watch goes on
     */
    Watch watch(Runnable onChange, Consumer<Throwable> onFailure);

    /** Decides on changes to a store. */
    @FunctionalInterface
    interface Edit {
        /**
         * The settings to write. A text is a list of one element; an empty list removes the setting.
         *
         * @throws InvalidConfigException if nothing is to be written
         */
        Map<Setting, List<String>> changes(StoredSettings stored) throws InvalidConfigException;
    }
}
