package org.omsgateway.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A registry in memory. Paths match in any letter case, as on Windows. */
final class FakeRegistry implements RegistryView {
    private final Map<String, Map<String, Object>> keys = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> denied = ConcurrentHashMap.newKeySet();

    FakeRegistry key(String path) {
        keys.computeIfAbsent(path, created -> new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER));
        return this;
    }

    FakeRegistry value(String path, String name, Object value) {
        key(path);
        keys.get(path).put(name, value);
        return this;
    }

    FakeRegistry remove(String path) {
        keys.remove(path);
        return this;
    }

    FakeRegistry deny(String path) {
        denied.add(path);
        return this;
    }

    FakeRegistry permit(String path) {
        denied.remove(path);
        return this;
    }

    @Override
    public Optional<List<String>> subkeys(String path) throws IOException {
        check(path);
        String prefix = path.toLowerCase(Locale.ROOT) + "\\";
        List<String> names = new ArrayList<>();
        boolean exists = keys.containsKey(path);
        for (String key : keys.keySet()) {
            if (key.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                exists = true;
                names.add(key.substring(prefix.length()).split("\\\\")[0]);
            }
        }
        return exists ? Optional.of(names.stream().distinct().toList()) : Optional.empty();
    }

    @Override
    public Optional<String> value(String path, String name) throws IOException {
        check(path);
        Object value = keys.getOrDefault(path, Map.of()).get(name);
        if (value instanceof byte[]) {
            throw new IOException(name + " has a wrong type");
        }
        return Optional.ofNullable(value).map(Object::toString);
    }

    private void check(String path) throws IOException {
        if (denied.contains(path)) {
            throw new IOException("Access is denied.");
        }
    }
}
