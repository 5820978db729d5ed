package org.omsgateway.agent;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The registry of this machine. */
final class WindowsRegistryView implements RegistryView {
    @Override
    public Optional<List<String>> subkeys(String path) throws IOException {
        return found(() -> Advapi32Util.registryGetKeys(WinReg.HKEY_LOCAL_MACHINE, path)).map(List::of);
    }

    @Override
    public Optional<String> value(String path, String name) throws IOException {
        Optional<Object> value = found(() -> Advapi32Util.registryGetValue(WinReg.HKEY_LOCAL_MACHINE, path, name));
        if (value.isPresent() && !(value.get() instanceof String || value.get() instanceof Integer)) {
            throw new IOException(name + " has a wrong type (expected: REG_SZ or REG_DWORD)");
        }
        return value.map(Object::toString);
    }

    private static <T> Optional<T> found(Supplier<T> read) throws IOException {
        try {
            return Optional.ofNullable(read.get());
        } catch (Win32Exception e) {
            if (e.getErrorCode() == WinError.ERROR_FILE_NOT_FOUND) {
                return Optional.empty();
            }
            throw new IOException(e.getMessage(), e);
        }
    }
}
