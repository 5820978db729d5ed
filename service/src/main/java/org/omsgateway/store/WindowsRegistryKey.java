package org.omsgateway.store;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.omsgateway.windows.WindowsSecurity;

/**
 * An open registry key below {@code HKEY_LOCAL_MACHINE}. All methods throw a {@link FileSystemException} that names the
 * key: {@link NoSuchFileException} if it does not exist any more, {@link AccessDeniedException} if rights are missing.
 */
final class WindowsRegistryKey implements AutoCloseable {
    private final String path;
    private final WinReg.HKEY handle;

    private WindowsRegistryKey(String path, WinReg.HKEY handle) {
        this.path = path;
        this.handle = handle;
    }

    /** @param access such as {@link WinNT#KEY_READ} */
    static WindowsRegistryKey open(String path, int access) throws IOException {
        WinReg.HKEYByReference key = new WinReg.HKEYByReference();
        check(path, Advapi32.INSTANCE.RegOpenKeyEx(WinReg.HKEY_LOCAL_MACHINE, path, 0,
                access | WinNT.KEY_WOW64_64KEY, key));
        return new WindowsRegistryKey(path, key.getValue());
    }

    /** Opens the key for all changes; if it does not exist, makes one that {@code descriptor} protects. */
    static WindowsRegistryKey create(String path, String descriptor) throws IOException {
        WinReg.HKEYByReference key = new WinReg.HKEYByReference();
        Pointer security = parse(path, descriptor);
        try {
            WinBase.SECURITY_ATTRIBUTES attributes = new WinBase.SECURITY_ATTRIBUTES();
            attributes.lpSecurityDescriptor = security;
            check(path, Advapi32.INSTANCE.RegCreateKeyEx(WinReg.HKEY_LOCAL_MACHINE, path, 0, null, 0,
                    WinNT.KEY_READ | WinNT.KEY_WRITE | WinNT.WRITE_DAC | WinNT.KEY_WOW64_64KEY, attributes, key, null));
        } finally {
            Kernel32.INSTANCE.LocalFree(security);
        }
        return new WindowsRegistryKey(path, key.getValue());
    }

    /** All values but the key's unnamed one. */
    List<RegistryValue> values() throws IOException {
        IntByReference longestName = new IntByReference();
        IntByReference longestData = new IntByReference();
        check(path, Advapi32.INSTANCE.RegQueryInfoKey(handle, null, null, null, null, null, null, null, longestName,
                longestData, null, null));
        List<RegistryValue> values = new ArrayList<>();
        for (int index = 0;; index++) {
            // A longer value that is written between the two calls makes this look fail, and the next one finds it.
            char[] name = new char[longestName.getValue() + 1];
            byte[] data = new byte[longestData.getValue()];
            IntByReference nameLength = new IntByReference(name.length);
            IntByReference dataLength = new IntByReference(data.length);
            IntByReference type = new IntByReference();
            int result = Advapi32.INSTANCE.RegEnumValue(handle, index, name, nameLength, null, type, data, dataLength);
            if (result == WinError.ERROR_NO_MORE_ITEMS) {
                return values;
            }
            check(path, result);
            if (nameLength.getValue() > 0) {
                values.add(new RegistryValue(new String(name, 0, nameLength.getValue()), type.getValue(),
                        Arrays.copyOf(data, dataLength.getValue())));
            }
        }
    }

    void set(RegistryValue value) throws IOException {
        check(path, Advapi32.INSTANCE.RegSetValueEx(handle, value.name(), 0, value.type(), value.data(),
                value.data().length));
    }

    /** Removes the value called {@code name}, if there is one. */
    void delete(String name) throws IOException {
        int result = Advapi32.INSTANCE.RegDeleteValue(handle, name);
        if (result != WinError.ERROR_FILE_NOT_FOUND) {
            check(path, result);
        }
    }

    /** Who may open the key, in the security descriptor definition language. */
    String access() throws IOException {
        IntByReference size = new IntByReference();
        WindowsSecurity.INSTANCE.RegGetKeySecurity(handle, WindowsSecurity.DACL_SECURITY_INFORMATION, null, size);
        Memory descriptor = new Memory(Math.max(1, size.getValue()));
        check(path, WindowsSecurity.INSTANCE.RegGetKeySecurity(handle, WindowsSecurity.DACL_SECURITY_INFORMATION,
                descriptor, size));
        PointerByReference text = new PointerByReference();
        if (!WindowsSecurity.INSTANCE.ConvertSecurityDescriptorToStringSecurityDescriptorW(descriptor,
                WindowsSecurity.SDDL_REVISION_1, WindowsSecurity.DACL_SECURITY_INFORMATION, text, null)) {
            check(path, Kernel32.INSTANCE.GetLastError());
        }
        try {
            return text.getValue().getWideString(0);
        } finally {
            Kernel32.INSTANCE.LocalFree(text.getValue());
        }
    }

    void setAccess(String descriptor) throws IOException {
        Pointer security = parse(path, descriptor);
        try {
            check(path, WindowsSecurity.INSTANCE.RegSetKeySecurity(handle, WindowsSecurity.DACL_SECURITY_INFORMATION,
                    security));
        } finally {
            Kernel32.INSTANCE.LocalFree(security);
        }
    }

    @Override
    public void close() {
        Advapi32.INSTANCE.RegCloseKey(handle);
    }

    private static Pointer parse(String path, String descriptor) throws IOException {
        PointerByReference security = new PointerByReference();
        if (!WindowsSecurity.INSTANCE.ConvertStringSecurityDescriptorToSecurityDescriptorW(new WString(descriptor),
                WindowsSecurity.SDDL_REVISION_1, security, null)) {
            check(path, Kernel32.INSTANCE.GetLastError());
        }
        return security.getValue();
    }

    private static void check(String path, int result) throws IOException {
        String name = "HKLM\\" + path;
        switch (result) {
            case WinError.ERROR_SUCCESS -> { }
            case WinError.ERROR_FILE_NOT_FOUND, WinError.ERROR_PATH_NOT_FOUND, WinError.ERROR_KEY_DELETED ->
                throw new NoSuchFileException(name, null, "does not exist");
            case WinError.ERROR_ACCESS_DENIED -> throw new AccessDeniedException(name, null, "access is denied");
            default -> throw new FileSystemException(name, null, Kernel32Util.formatMessage(result));
        }
    }
}
