package org.omsgateway.config;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.omsgateway.watch.Watch;

/**
 * Where an administrator's settings are kept. It keeps texts by name and judges none of them: {@link ConfigParser}
 * does, the same for every store.
 */
public interface ConfigStore {
    /** Where the settings are, as an administrator would look for them: a file's path, a registry key. */
    String location();

    /**
     * Reads everything.
     *
     * @throws IOException if the store is absent, {@link java.nio.file.NoSuchFileException}, must not be read,
     *     {@link java.nio.file.AccessDeniedException}, or can't be; the message says which store and why
     */
    StoredSettings read() throws IOException;

    /**
     * Hands {@code edit} what is stored and writes the changes it answers, all or none of them. Nobody else can write
     * through this class, in this process or another, between the two. A store that is absent is created.
     *
     * @throws IOException as {@link #read}; nothing is changed then
     * @throws InvalidConfigException if {@code edit} throws it, or if what is stored can't be kept; nothing is changed
     *     then
     */
    void update(Edit edit) throws IOException, InvalidConfigException;

    /**
     * Calls {@code onChange} within two seconds of any change to what is stored, on a thread of the store, one call at
     * a time, and not while a change is half written. A store that vanishes, or can no longer be read, has
     * changed, too.
     *
     * @param onFailure takes what {@code onChange} or the store threw; the watch goes on
     */
    Watch watch(Runnable onChange, Consumer<Throwable> onFailure);

    /** Decides on changes to a store. */
    @FunctionalInterface
    interface Edit {
        /**
         * The settings to write, a list with one element for a text; those with an empty list are to be removed.
         *
         * @throws InvalidConfigException if nothing is to be written
         */
        Map<Setting, List<String>> changes(StoredSettings stored) throws InvalidConfigException;
    }
}
