package org.omsgateway;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.Winsvc;

/** What the service does to its process without procrun (1.5.1). */
final class WindowsServiceProcess {
    private static final String SERVICE = "OMSGatewayService";

    private WindowsServiceProcess() {}

    /**
     * Leaves the console that procrun has made. At the end procrun terminates all child processes, the console's host
     * too, which would take this process with it before it tells Windows that the service has stopped.
     */
    static void leaveConsole() {
        Kernel32.INSTANCE.FreeConsole();
    }

    /**
     * Ends the process, with the service as stopped by an error of its own. Procrun would report only the code 4, and
     * may hang: it terminates the thread that failed, even if that thread holds a lock that all need.
     *
     * @param exitCode the service-specific exit code, not 0
     * @return never; declared so that callers can throw
     */
    static Error exit(int exitCode) {
        Winsvc.SERVICE_STATUS stopped = new Winsvc.SERVICE_STATUS();
        stopped.dwServiceType = WinNT.SERVICE_WIN32_OWN_PROCESS;
        stopped.dwCurrentState = Winsvc.SERVICE_STOPPED;
        stopped.dwWin32ExitCode = WinError.ERROR_SERVICE_SPECIFIC_ERROR;
        stopped.dwServiceSpecificExitCode = exitCode;
        // Registering again returns procrun's handle. If it does not, Windows sees a crash, which is also true.
        Winsvc.HandlerEx ignoring = (control, eventType, eventData, context) -> WinError.NO_ERROR;
        Advapi32.INSTANCE.SetServiceStatus(
                Advapi32.INSTANCE.RegisterServiceCtrlHandlerEx(SERVICE, ignoring, null), stopped);
        Runtime.getRuntime().halt(exitCode);
        throw new AssertionError();
    }
}
