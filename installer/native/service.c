/* Configures what the ServiceInstall table can't express. */
#include "service.h"
#include "names.h"

enum { LOOK_MS = 200, UNLOAD_MS = 10000 };

SC_HANDLE open_service(DWORD access)
{
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    SC_HANDLE service = manager ? OpenServiceW(manager, SERVICE_NAME, access) : NULL;
    DWORD error = GetLastError();
    if (manager)
        CloseServiceHandle(manager);
    SetLastError(error);
    return service;
}

BOOL find_service(DWORD *start_type, DWORD *state)
{
    BOOL found = FALSE;
    SC_HANDLE service = open_service(SERVICE_QUERY_CONFIG | SERVICE_QUERY_STATUS);
    if (service) {
        BYTE buffer[8192];
        QUERY_SERVICE_CONFIGW *config = (QUERY_SERVICE_CONFIGW *) buffer;
        SERVICE_STATUS status;
        DWORD size;
        found = QueryServiceConfigW(service, config, sizeof buffer, &size) && QueryServiceStatus(service, &status);
        if (found) {
            *start_type = config->dwStartType;
            *state = status.dwCurrentState;
        }
        CloseServiceHandle(service);
    }
    return found;
}

/* An existing service keeps its start type. A stopped service stays stopped, except in a repair. A running service runs
   again after a rollback. */
ACTION PlanService(MSIHANDLE session)
{
    DWORD start_type, state;
    if (!find_service(&start_type, &state))
        return ERROR_SUCCESS;
    wchar_t number[16];
    BOOL repair = property_is(session, L"WIX_UPGRADE_DETECTED", L"") && property_is(session, L"APPLYSETTINGS", L"");
    BOOL stays_stopped = start_type == SERVICE_DISABLED || (state == SERVICE_STOPPED && !repair);
    log_line(session, L"OMS Gateway: the service exists, start type %lu, state %lu%ls", start_type, state,
             stays_stopped ? L"; it stays stopped" : L"");
    MsiSetPropertyW(session, L"SERVICERUNS", state == SERVICE_STOPPED ? L"" : L"1");
    MsiSetPropertyW(session, L"ConfigureService", _ultow(start_type, number, 10));
    MsiSetPropertyW(session, L"LEAVESTOPPED", stays_stopped ? L"1" : L"");
    return ERROR_SUCCESS;
}

static BOOL change(MSIHANDLE session, SC_HANDLE service, DWORD what, void *value, const wchar_t *description)
{
    if (ChangeServiceConfig2W(service, what, value))
        return TRUE;
    DWORD error = GetLastError();
    log_failure(session, description, error);
    /* This system does not know the setting, as Wine: the service runs without it. */
    return error == ERROR_INVALID_LEVEL;
}

static BOOL restart_after_failures(MSIHANDLE session, SC_HANDLE service)
{
    SC_ACTION actions[] = {{SC_ACTION_RESTART, 60000}, {SC_ACTION_RESTART, 300000}, {SC_ACTION_RESTART, 300000}};
    SERVICE_FAILURE_ACTIONSW recovery = {86400, NULL, NULL, COUNT_OF(actions), actions};
    SERVICE_FAILURE_ACTIONS_FLAG also_on_errors = {TRUE};
    return change(session, service, SERVICE_CONFIG_FAILURE_ACTIONS, &recovery, L"setting the service's recovery")
        && change(session, service, SERVICE_CONFIG_FAILURE_ACTIONS_FLAG, &also_on_errors,
                  L"setting the service's recovery flag");
}

static BOOL trim_rights(MSIHANDLE session, SC_HANDLE service)
{
    /* The performance counters create global objects. */
    wchar_t names[] = L"SeChangeNotifyPrivilege\0SeCreateGlobalPrivilege\0";
    SERVICE_REQUIRED_PRIVILEGES_INFOW privileges = {names};
    SERVICE_SID_INFO sid = {SERVICE_SID_TYPE_UNRESTRICTED};
    return change(session, service, SERVICE_CONFIG_SERVICE_SID_INFO, &sid, L"giving the service a SID")
        && change(session, service, SERVICE_CONFIG_REQUIRED_PRIVILEGES_INFO, &privileges,
                  L"trimming the service's privileges");
}

static BOOL keep_start_type(SC_HANDLE service, DWORD start_type)
{
    return start_type < SERVICE_AUTO_START || start_type > SERVICE_DISABLED
        || ChangeServiceConfigW(service, SERVICE_NO_CHANGE, start_type, SERVICE_NO_CHANGE, NULL, NULL, NULL, NULL, NULL,
                                NULL, NULL);
}

/* CustomActionData is the start type to keep, if the service existed; then its recovery is kept, too. Rollback needs no
   action: Windows Installer deletes the service or restores its start type. */
ACTION ConfigureService(MSIHANDLE session)
{
    wchar_t *data = property_of(session, L"CustomActionData");
    DWORD kept = wcstoul(data, NULL, 10);
    BOOL existed = data[0] != 0;
    release(data);
    SC_HANDLE service = open_service(SERVICE_CHANGE_CONFIG | SERVICE_START);
    BOOL done = service && trim_rights(session, service)
        && (existed ? keep_start_type(service, kept) : restart_after_failures(session, service));
    if (!done)
        log_failure(session, L"configuring the service", GetLastError());
    if (service)
        CloseServiceHandle(service);
    return done ? ERROR_SUCCESS : ERROR_INSTALL_FAILURE;
}

typedef BOOL (WINAPI *delete_profile_function)(LPCWSTR sid, LPCWSTR path, LPCWSTR computer);

/* Deletes the folder and the registry key that Windows made for the service's account when the service first started.
   Windows unloads a profile a moment after the end of its last process. Wine makes no profile and has no function to
   delete one. */
ACTION DeleteAccountProfile(MSIHANDLE session)
{
    HMODULE library = LoadLibraryExW(L"userenv.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
    delete_profile_function delete_profile =
        library ? (delete_profile_function) (void (*)(void)) GetProcAddress(library, "DeleteProfileW") : NULL;
    BOOL done = !delete_profile;
    for (DWORD waited = 0; !done && waited < UNLOAD_MS; waited += LOOK_MS) {
        done = delete_profile(SERVICE_SID, NULL, NULL) || GetLastError() == ERROR_FILE_NOT_FOUND;
        if (!done)
            Sleep(LOOK_MS);
    }
    if (!done)
        log_failure(session, L"deleting the profile of the service's account", (LSTATUS) GetLastError());
    if (library)
        FreeLibrary(library);
    return ERROR_SUCCESS;
}
