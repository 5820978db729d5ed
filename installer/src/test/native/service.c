/* service NAME ACTION [VALUE] calls the service manager of Windows, like sc, but says which call failed and why:

       status            writes state, exit code and service-specific exit code, such as "RUNNING 0 0"
       await STATE       the same, once the service is in this state or PATIENCE is over
       start | stop      requests the change and does not wait
       start-type NUMBER
       create PROGRAM | delete

   On failure, writes the name of the call and the number of its error, and exits with 1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define PATIENCE_MS (240 * 1000)
#define LOOK_MS 100

static const char *const states[] = {"", "STOPPED", "START_PENDING", "STOP_PENDING", "RUNNING", "CONTINUE_PENDING",
                                     "PAUSE_PENDING", "PAUSED"};

/* On a busy machine, Wine's service manager may not be ready for the next caller within the time that RPC gives it. */
static SC_HANDLE open_manager(void)
{
    ULONGLONG deadline = GetTickCount64() + PATIENCE_MS;
    SC_HANDLE manager;
    while (!(manager = OpenSCManagerA(NULL, NULL, SC_MANAGER_ALL_ACCESS)) && GetTickCount64() < deadline) {
        DWORD error = GetLastError();
        if (error != RPC_S_SERVER_UNAVAILABLE && error != RPC_S_SERVER_TOO_BUSY) {
            SetLastError(error);
            break;
        }
        Sleep(LOOK_MS);
    }
    return manager;
}

static int failed(const char *call)
{
    printf("%s %lu\n", call, GetLastError());
    return 1;
}

static int show(SC_HANDLE service, const char *wanted)
{
    ULONGLONG deadline = GetTickCount64() + PATIENCE_MS;
    SERVICE_STATUS status;
    for (;;) {
        if (!QueryServiceStatus(service, &status))
            return failed("QueryServiceStatus");
        const char *state = states[status.dwCurrentState & 7];
        if (!wanted || !strcmp(state, wanted) || GetTickCount64() > deadline) {
            printf("%s %lu %lu\n", state, status.dwWin32ExitCode, status.dwServiceSpecificExitCode);
            return 0;
        }
        Sleep(LOOK_MS);
    }
}

/* Wine refuses a start with "already running" while the process of a service that has stopped is still ending. */
static int start(SC_HANDLE service)
{
    ULONGLONG deadline = GetTickCount64() + PATIENCE_MS;
    SERVICE_STATUS status;
    while (!StartServiceA(service, 0, NULL)) {
        if (GetLastError() != ERROR_SERVICE_ALREADY_RUNNING || GetTickCount64() > deadline)
            return failed("StartService");
        if (!QueryServiceStatus(service, &status))
            return failed("QueryServiceStatus");
        if (status.dwCurrentState != SERVICE_STOPPED)
            return 0;
        Sleep(LOOK_MS);
    }
    return 0;
}

static int set_start_type(SC_HANDLE service, DWORD type)
{
    return ChangeServiceConfigA(service, SERVICE_NO_CHANGE, type, SERVICE_NO_CHANGE, NULL, NULL, NULL, NULL, NULL, NULL,
                                NULL)
               ? 0
               : failed("ChangeServiceConfig");
}

static int act(SC_HANDLE service, const char *action, const char *value)
{
    SERVICE_STATUS status;
    if (!strcmp(action, "status") || !strcmp(action, "await"))
        return show(service, value);
    if (!strcmp(action, "start"))
        return start(service);
    if (!strcmp(action, "stop"))
        return ControlService(service, SERVICE_CONTROL_STOP, &status) ? 0 : failed("ControlService");
    if (!strcmp(action, "delete"))
        return DeleteService(service) ? 0 : failed("DeleteService");
    if (!strcmp(action, "start-type") && value)
        return set_start_type(service, (DWORD) atoi(value));
    return 2;
}

static int create(SC_HANDLE manager, const char *name, const char *program)
{
    return CreateServiceA(manager, name, name, SERVICE_ALL_ACCESS, SERVICE_WIN32_OWN_PROCESS, SERVICE_DEMAND_START,
                          SERVICE_ERROR_NORMAL, program, NULL, NULL, NULL, NULL, NULL)
               ? 0
               : failed("CreateService");
}

int main(int count, char **arguments)
{
    if (count < 3)
        return 2;
    SC_HANDLE manager = open_manager();
    if (!manager)
        return failed("OpenSCManager");
    if (!strcmp(arguments[2], "create") && count > 3)
        return create(manager, arguments[1], arguments[3]);
    SC_HANDLE service = OpenServiceA(manager, arguments[1], SERVICE_ALL_ACCESS);
    if (!service)
        return failed("OpenService");
    return act(service, arguments[2], count > 3 ? arguments[3] : NULL);
}
