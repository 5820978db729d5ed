package org.omsgateway.store;

import com.sun.jna.platform.win32.Crypt32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinCrypt;
import java.io.IOException;
import java.util.function.Supplier;

/** The Data Protection API in machine scope: any process on this machine can open a blob, and none elsewhere can. */
final class WindowsDataProtection implements DataProtection {
    private static final int MACHINE = WinCrypt.CRYPTPROTECT_LOCAL_MACHINE | WinCrypt.CRYPTPROTECT_UI_FORBIDDEN;

    @Override
    public byte[] protect(byte[] secret) throws IOException {
        return call(() -> Crypt32Util.cryptProtectData(secret, MACHINE));
    }

    @Override
    public byte[] unprotect(byte[] blob) throws IOException {
        return call(() -> Crypt32Util.cryptUnprotectData(blob, WinCrypt.CRYPTPROTECT_UI_FORBIDDEN));
    }

    private static byte[] call(Supplier<byte[]> function) throws IOException {
        try {
            return function.get();
        } catch (Win32Exception e) {
            throw new IOException("Windows says: " + e.getMessage(), e);
        }
    }
}
