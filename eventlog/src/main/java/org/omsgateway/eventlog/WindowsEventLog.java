package org.omsgateway.eventlog;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;

/** The log {@code OMS Gateway Log} of this computer, opened for its source {@code OMS Gateway}. */
final class WindowsEventLog implements EventLogAppender.EventLog {
    private final HANDLE source;

    private WindowsEventLog(HANDLE source) {
        this.source = source;
    }

    /** @throws IOException if the source is not registered, or the event log's service refuses */
    static WindowsEventLog open() throws IOException {
        // Windows would put the events of a source it does not know into the log "Application".
        if (!isRegistered()) {
            throw new IOException("the source \"" + WindowsEventLogRegistration.SOURCE
                    + "\" is not registered: run \"oms-gateway eventlog register\"");
        }
        HANDLE source = Advapi32.INSTANCE.RegisterEventSource(null, WindowsEventLogRegistration.SOURCE);
        if (source == null) {
            throw lastError();
        }
        return new WindowsEventLog(source);
    }

    private static boolean isRegistered() throws IOException {
        try {
            return Advapi32Util.registryKeyExists(WinReg.HKEY_LOCAL_MACHINE, WindowsEventLogRegistration.SOURCE_KEY);
        } catch (Win32Exception denied) {
            throw new IOException(denied.getMessage() + " (" + denied.getErrorCode() + ")", denied);
        }
    }

    @Override
    public void write(EventLogEntry entry) throws IOException {
        String[] strings = entry.strings().toArray(String[]::new);
        if (!Advapi32.INSTANCE.ReportEvent(source, entry.type(), entry.category(), entry.id(), null, strings.length, 0,
                strings, null)) {
            throw lastError();
        }
    }

    @Override
    public void close() {
        Advapi32.INSTANCE.DeregisterEventSource(source);
    }

    private static IOException lastError() {
        int code = Kernel32.INSTANCE.GetLastError();
        return new IOException(Kernel32Util.formatMessage(code).strip() + " (" + code + ")");
    }
}
