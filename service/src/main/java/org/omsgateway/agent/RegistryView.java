package org.omsgateway.agent;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads below {@code HKEY_LOCAL_MACHINE}; paths are such as {@code SOFTWARE\Microsoft}. */
interface RegistryView {
    /**
     * The names of the keys directly below {@code path}, or empty if there is no such key.
     *
     * @throws IOException if they can't be read; the message says why
     */
    Optional<List<String>> subkeys(String path) throws IOException;

    /**
     * The value {@code name} of the key {@code path}: a text, or a number in decimal; empty if there is no such value.
     *
     * @throws IOException if it can't be read or is of another type; the message says why
     */
    Optional<String> value(String path, String name) throws IOException;
}
