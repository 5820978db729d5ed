package org.omsgateway.eventlog;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Makes the gateway's event log known to Windows, as setup does. For administrators. */
public final class WindowsEventLogRegistration {
    /** The name of the log. */
    public static final String LOG = "OMS Gateway Log";
    /** The name of its one source. */
    public static final String SOURCE = "OMS Gateway";
    /** The file with the texts, in the installation folder. */
    public static final String MESSAGE_FILE = "oms-gateway-messages.dll";

    static final String LOG_KEY = "SYSTEM\\CurrentControlSet\\Services\\EventLog\\" + LOG;
    static final String SOURCE_KEY = LOG_KEY + "\\" + SOURCE;

    private static final int MAX_BYTES = 16 << 20;
    /** Error, warning, information. */
    private static final int TYPES = 7;

    private WindowsEventLogRegistration() {}

    /**
     * Registers log and source, or corrects them; what the log holds stays. The log is of 16 MB and overwrites the
     * oldest events.
     *
     * @param messageFile the path of {@value #MESSAGE_FILE}
     * @throws NoSuchFileException if it is not there
     * @throws AccessDeniedException if the caller is no administrator
     * @throws IOException if the registry can't be written otherwise
     */
    public static void register(Path messageFile) throws IOException {
        if (!Files.isRegularFile(messageFile)) {
            throw new NoSuchFileException(messageFile.toString(), null, "does not exist");
        }
        String file = messageFile.toAbsolutePath().normalize().toString();
        change(() -> {
            WinReg.HKEY root = WinReg.HKEY_LOCAL_MACHINE;
            Advapi32Util.registryCreateKey(root, LOG_KEY);
            Advapi32Util.registrySetIntValue(root, LOG_KEY, "MaxSize", MAX_BYTES);
            Advapi32Util.registrySetIntValue(root, LOG_KEY, "Retention", 0);
            Advapi32Util.registryCreateKey(root, SOURCE_KEY);
            Advapi32Util.registrySetExpandableStringValue(root, SOURCE_KEY, "EventMessageFile", file);
            Advapi32Util.registrySetExpandableStringValue(root, SOURCE_KEY, "CategoryMessageFile", file);
            Advapi32Util.registrySetIntValue(root, SOURCE_KEY, "CategoryCount", EventLogEntry.CATEGORIES);
            Advapi32Util.registrySetIntValue(root, SOURCE_KEY, "TypesSupported", TYPES);
        });
    }

    /**
     * Removes source and log; nothing happens where there is none. The file of old events stays.
     *
     * @throws AccessDeniedException if the caller is no administrator
     * @throws IOException if the registry can't be written otherwise
     */
    public static void unregister() throws IOException {
        change(() -> deleteTree(LOG_KEY));
    }

    private static void deleteTree(String key) {
        if (!Advapi32Util.registryKeyExists(WinReg.HKEY_LOCAL_MACHINE, key)) {
            return;
        }
        for (String child : Advapi32Util.registryGetKeys(WinReg.HKEY_LOCAL_MACHINE, key)) {
            deleteTree(key + "\\" + child);
        }
        Advapi32Util.registryDeleteKey(WinReg.HKEY_LOCAL_MACHINE, key);
    }

    private static void change(Runnable change) throws IOException {
        try {
            change.run();
        } catch (Win32Exception failure) {
            String key = "HKEY_LOCAL_MACHINE\\" + LOG_KEY;
            if (failure.getErrorCode() == WinError.ERROR_ACCESS_DENIED) {
                throw new AccessDeniedException(key, null, "only administrators may change it");
            }
            throw new IOException(key + ": " + failure.getMessage(), failure);
        }
    }
}
