/* Stops and starts the service. Windows Installer's own actions wait at most half a minute, which is shorter than a
   DrainTime may be. They do not wait for the process, which keeps files open, and they can't tell why a service does
   not start. */
#include "logs.h"
#include "service.h"

enum { LOOK_MS = 100, STOP_MS = 400000, END_MS = 30000, START_MS = 120000 };

/* Repeats the request until the service has stopped: a service that is starting ignores it. */
static BOOL stop(SC_HANDLE service)
{
    SERVICE_STATUS status;
    for (DWORD waited = 0; waited < STOP_MS; waited += LOOK_MS) {
        if (!QueryServiceStatus(service, &status))
            return FALSE;
        if (status.dwCurrentState == SERVICE_STOPPED)
            return TRUE;
        if (status.dwCurrentState != SERVICE_STOP_PENDING)
            ControlService(service, SERVICE_CONTROL_STOP, &status);
        Sleep(LOOK_MS);
    }
    SetLastError(ERROR_TIMEOUT);
    return FALSE;
}

static HANDLE process_of(SC_HANDLE service)
{
    SERVICE_STATUS_PROCESS status;
    DWORD size;
    BOOL known = QueryServiceStatusEx(service, SC_STATUS_PROCESS_INFO, (BYTE *) &status, sizeof status, &size);
    return known && status.dwProcessId ? OpenProcess(SYNCHRONIZE, FALSE, status.dwProcessId) : NULL;
}

/* Also undoes StartGateway. A missing service counts as stopped. */
ACTION StopGateway(MSIHANDLE session)
{
    SC_HANDLE service = open_service(SERVICE_STOP | SERVICE_QUERY_STATUS);
    if (!service)
        return ERROR_SUCCESS;
    HANDLE process = process_of(service);
    BOOL stopped = stop(service);
    if (!stopped)
        refuse_service(session, 1921, L"", GetLastError());
    CloseServiceHandle(service);
    if (process) {
        if (stopped && WaitForSingleObject(process, END_MS) != WAIT_OBJECT_0)
            log_line(session, L"OMS Gateway: the service's process has not ended");
        CloseHandle(process);
    }
    return stopped ? ERROR_SUCCESS : ERROR_INSTALL_FAILURE;
}

/* Returns 0, or the system's error that says why the service does not run. */
static DWORD await_running(SC_HANDLE service)
{
    SERVICE_STATUS status;
    for (DWORD waited = 0; waited < START_MS; waited += LOOK_MS) {
        if (!QueryServiceStatus(service, &status))
            return GetLastError();
        if (status.dwCurrentState == SERVICE_RUNNING)
            return ERROR_SUCCESS;
        if (status.dwCurrentState == SERVICE_STOPPED)
            return status.dwWin32ExitCode ? status.dwWin32ExitCode : ERROR_PROCESS_ABORTED;
        Sleep(LOOK_MS);
    }
    return ERROR_SERVICE_REQUEST_TIMEOUT;
}

static DWORD start(void)
{
    SC_HANDLE service = open_service(SERVICE_START | SERVICE_QUERY_STATUS);
    if (!service)
        return GetLastError();
    BOOL started = StartServiceW(service, 0, NULL) || GetLastError() == ERROR_SERVICE_ALREADY_RUNNING;
    DWORD error = started ? await_running(service) : GetLastError();
    CloseServiceHandle(service);
    return error;
}

/* CustomActionData is the path of the gateway's log. Rollback may delete the log, so the error message carries the
   reason. */
ACTION StartGateway(MSIHANDLE session)
{
    wchar_t *log = property_of(session, L"CustomActionData");
    LONGLONG size = log_size(log);
    DWORD error = start();
    if (error) {
        wchar_t *reason = first_error(log, size);
        refuse_service(session, 1920, reason, error);
        release(reason);
    }
    release(log);
    return error ? ERROR_INSTALL_FAILURE : ERROR_SUCCESS;
}

/* The last action of a rollback. */
ACTION RestartGateway(MSIHANDLE session)
{
    log_failure(session, L"starting the service again", (LSTATUS) start());
    return ERROR_SUCCESS;
}
