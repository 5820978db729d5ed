package org.omsgateway;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.Winsvc;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The service's side of the service control manager, in place of procrun's (1.5.1). Procrun allows a start three
 * seconds and reports nothing in between; then Windows takes the service for hung. Windows gives a process one handler
 * of controls, and a new handler replaces procrun's, so this class also takes the request to stop.
 */
final class WindowsServiceProcess {
    private static final String SERVICE = "OMSGatewayService";
    private static final int REPORT_SECONDS = 1;
    private static final int WAIT_HINT_MILLIS = 10_000;

    private final Runnable stop;
    private final AtomicBoolean stopping = new AtomicBoolean();
    /** A field, because Windows calls it as long as the process runs. */
    private final Winsvc.HandlerEx handler = (control, eventType, eventData, context) -> handle(control);
    private final Winsvc.SERVICE_STATUS_HANDLE status;
    private int checkPoint = 100;

    /** @param stop stops the gateway; called once, on a thread of its own */
    WindowsServiceProcess(Runnable stop) {
        this.stop = stop;
        // Registering again returns procrun's handle. If it does not, procrun's handler stays.
        this.status = Advapi32.INSTANCE.RegisterServiceCtrlHandlerEx(SERVICE, handler, null);
        // Procrun has made a console. At the end it terminates all child processes, the console's host too, which would
        // take this process with it before it tells Windows that the service has stopped.
        Kernel32.INSTANCE.FreeConsole();
    }

    /** Tells Windows every second that the service is starting, until the result is closed. */
    Pending starting() {
        return new Pending(Winsvc.SERVICE_START_PENDING);
    }

    private int handle(int control) {
        boolean stops = control == Winsvc.SERVICE_CONTROL_STOP || control == Winsvc.SERVICE_CONTROL_SHUTDOWN;
        if (stops && !stopping.getAndSet(true)) {
            new Thread(this::stop, "stop").start();
        }
        boolean known = stops || control == Winsvc.SERVICE_CONTROL_INTERROGATE;
        return known ? WinError.NO_ERROR : WinError.ERROR_CALL_NOT_IMPLEMENTED;
    }

    private void stop() {
        Pending pending = new Pending(Winsvc.SERVICE_STOP_PENDING);
        try {
            stop.run();
        } finally {
            pending.close();
        }
        end(WinError.NO_ERROR, 0);
    }

    /**
     * Ends the process, with the service as stopped by an error of its own. Procrun would report only the code 4, and
     * may hang: it terminates the thread that failed, even if that thread holds a lock that all need.
     *
     * @param exitCode the service-specific exit code, not 0
     * @return never; declared so that callers can throw
     */
    Error exit(int exitCode) {
        end(WinError.ERROR_SERVICE_SPECIFIC_ERROR, exitCode);
        throw new AssertionError();
    }

    private void end(int error, int exitCode) {
        System.err.close();
        report(Winsvc.SERVICE_STOPPED, error, exitCode);
        Runtime.getRuntime().halt(exitCode);
    }

    private synchronized void report(int state, int error, int exitCode) {
        if (status == null) {
            return;
        }
        boolean pending = state != Winsvc.SERVICE_STOPPED;
        Winsvc.SERVICE_STATUS now = new Winsvc.SERVICE_STATUS();
        now.dwServiceType = WinNT.SERVICE_WIN32_OWN_PROCESS;
        now.dwCurrentState = state;
        now.dwWin32ExitCode = error;
        now.dwServiceSpecificExitCode = exitCode;
        now.dwCheckPoint = pending ? checkPoint++ : 0;
        now.dwWaitHint = pending ? WAIT_HINT_MILLIS : 0;
        Advapi32.INSTANCE.SetServiceStatus(status, now);
    }

    /** Reports a pending state until it is closed; afterwards, no report is under way. */
    final class Pending implements AutoCloseable {
        private final ScheduledExecutorService reports = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "service-status");
            thread.setDaemon(true);
            return thread;
        });

        private Pending(int state) {
            reports.scheduleAtFixedRate(() -> report(state, WinError.NO_ERROR, 0), 0, REPORT_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            reports.shutdown();
            try {
                reports.awaitTermination(REPORT_SECONDS, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
