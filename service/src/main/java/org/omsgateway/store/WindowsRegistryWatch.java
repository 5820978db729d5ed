package org.omsgateway.store;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import java.io.IOException;
import java.util.function.Supplier;
import org.omsgateway.watch.Watch;

/** Waits for Windows to say that a registry key has changed. */
final class WindowsRegistryWatch implements Watch {
    /** In milliseconds: changes that follow one another faster are one, as when several values are written. */
    private static final int QUIET = 200;
    /** In milliseconds: how often a key that does not exist, or must not be read, is looked for again. */
    private static final int RETRY = 1000;
    private static final int CHANGES = WinNT.REG_NOTIFY_CHANGE_LAST_SET | WinNT.REG_NOTIFY_CHANGE_SECURITY;

    private final String path;
    private final Supplier<?> look;
    private final Runnable onChange;
    private final WinNT.HANDLE closed = Kernel32.INSTANCE.CreateEvent(null, true, false, null);
    private final WinNT.HANDLE changed = Kernel32.INSTANCE.CreateEvent(null, false, false, null);
    private Object told;

    /** @param look answers what it finds in the key as a value that is equal when nothing has changed */
    WindowsRegistryWatch(String path, Supplier<?> look, Runnable onChange) {
        this.path = path;
        this.look = look;
        this.onChange = onChange;
        this.told = look.get();
        Thread thread = new Thread(this::watch, "config-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        Kernel32.INSTANCE.SetEvent(closed);
    }

    private void watch() {
        boolean open = true;
        while (open) {
            // Closing a key sets off its notification.
            Kernel32.INSTANCE.ResetEvent(changed);
            try (WindowsRegistryKey key = WindowsRegistryKey.open(path, WinNT.KEY_NOTIFY)) {
                int result = Advapi32.INSTANCE.RegNotifyChangeKeyValue(key.handle(), false, CHANGES, changed, true);
                open = waitForChange(result == WinError.ERROR_SUCCESS ? WinBase.INFINITE : RETRY);
            } catch (IOException e) {
                open = waitForChange(RETRY);
            }
        }
    }

    /** Looks, and waits if there is nothing new; answers false once the watch is closed. */
    private boolean waitForChange(int patience) {
        Object now = look.get();
        if (now.equals(told)) {
            return waitFor(patience) != WinBase.WAIT_OBJECT_0;
        }
        int result = waitFor(QUIET);
        if (result == WinError.WAIT_TIMEOUT) {
            told = now;
            onChange.run();
        }
        return result != WinBase.WAIT_OBJECT_0;
    }

    private int waitFor(int milliseconds) {
        return Kernel32.INSTANCE.WaitForMultipleObjects(2, new WinNT.HANDLE[] {closed, changed}, false, milliseconds);
    }
}
