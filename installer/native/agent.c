/* The right of the service's account to read the data stores of Azure Monitor Agent, which hold the hosts it needs.
   Whoever may write to a root could put a link in place of a folder at any moment, so that the right would be granted
   elsewhere. Each folder is therefore opened without following links and changed through this handle alone; icacls, or
   the inheritance that Windows itself would spread, follows paths. */
#include "names.h"
#include "session.h"
#include <aclapi.h>
#include <sddl.h>

#define ROOT_VALUE L"AMADataRootDirPath"
static const wchar_t agent_key[] = L"SOFTWARE\\Microsoft\\AzureMonitorAgent";
/* The service looks in the same folders. */
static const wchar_t *const roots[] = {L"C:\\WindowsAzure\\Resources", L"C:\\Resources\\Directory"};
static const wchar_t *const stores[] = {L"AMADataStore*", L"AzureMonitorAgent.MonitoringDataStore*"};

/* The length of C:\, which keeps its backslash. */
enum { DRIVE = 3, LONGEST_PATH = 2 * MAX_PATH };

/* Whether no part of the path is a link. */
static BOOL is_at(HANDLE object, const wchar_t *path)
{
    static const wchar_t prefix[] = L"\\\\?\\";
    wchar_t actual[LONGEST_PATH];
    BY_HANDLE_FILE_INFORMATION information;
    DWORD length = GetFinalPathNameByHandleW(object, actual, COUNT_OF(actual), FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
    return length && length < COUNT_OF(actual) && !wcsncmp(actual, prefix, COUNT_OF(prefix) - 1)
        && !_wcsicmp(actual + COUNT_OF(prefix) - 1, path) && GetFileInformationByHandle(object, &information)
        && !(information.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT);
}

static LSTATUS change_rights(HANDLE object, PSID sid, ACCESS_MODE mode, DWORD inheritance)
{
    ACL *rights, *changed;
    PSECURITY_DESCRIPTOR before;
    LSTATUS error = (LSTATUS) GetSecurityInfo(object, SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, NULL, NULL, &rights,
                                              NULL, &before);
    if (error)
        return error;
    EXPLICIT_ACCESSW change = {FILE_GENERIC_READ | FILE_GENERIC_EXECUTE, mode, inheritance,
                               {NULL, NO_MULTIPLE_TRUSTEE, TRUSTEE_IS_SID, TRUSTEE_IS_UNKNOWN, sid}};
    error = (LSTATUS) SetEntriesInAclW(1, &change, rights, &changed);
    if (!error) {
        SECURITY_DESCRIPTOR after;
        SECURITY_DESCRIPTOR_CONTROL control = 0;
        DWORD revision;
        GetSecurityDescriptorControl(before, &control, &revision);
        InitializeSecurityDescriptor(&after, SECURITY_DESCRIPTOR_REVISION);
        SetSecurityDescriptorDacl(&after, TRUE, changed, FALSE);
        /* What is inherited stays so. */
        control &= SE_DACL_PROTECTED | SE_DACL_AUTO_INHERITED;
        if (control & SE_DACL_AUTO_INHERITED)
            control |= SE_DACL_AUTO_INHERIT_REQ;
        SetSecurityDescriptorControl(&after, SE_DACL_PROTECTED | SE_DACL_AUTO_INHERITED | SE_DACL_AUTO_INHERIT_REQ,
                                     control);
        error = SetKernelObjectSecurity(object, DACL_SECURITY_INFORMATION, &after) ? ERROR_SUCCESS
                                                                                  : (LSTATUS) GetLastError();
        LocalFree(changed);
    }
    LocalFree(before);
    return error;
}

/* Changes the service's right to a file or folder. Returns whether it is really at this path. */
static BOOL change(MSIHANDLE session, const wchar_t *path, ACCESS_MODE mode, DWORD inheritance)
{
    PSID sid;
    HANDLE object = CreateFileW(path, READ_CONTROL | WRITE_DAC,
                                FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                                FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, NULL);
    LSTATUS error = object == INVALID_HANDLE_VALUE ? (LSTATUS) GetLastError() : ERROR_SUCCESS;
    if (!error) {
        error = ERROR_CANT_ACCESS_FILE;
        if (is_at(object, path) && ConvertStringSidToSidW(SERVICE_SID, &sid)) {
            error = change_rights(object, sid, mode, inheritance);
            LocalFree(sid);
        }
        CloseHandle(object);
    }
    log_line(session, L"OMS Gateway: reading by the service %ls: %ls: error %ld",
             mode == REVOKE_ACCESS ? L"ended" : L"allowed", path, error);
    return !error;
}

typedef void (*Visit)(MSIHANDLE session, const wchar_t *path, ACCESS_MODE mode);

/* Visits what is in a folder and matches the pattern. Returns whether anything does. */
static BOOL visit(MSIHANDLE session, const wchar_t *folder, const wchar_t *pattern, Visit visitor, ACCESS_MODE mode)
{
    wchar_t path[LONGEST_PATH] = L"";
    WIN32_FIND_DATAW found;
    BOOL any = FALSE;
    if (_snwprintf(path, COUNT_OF(path) - 1, L"%ls\\%ls", folder, pattern) < 0)
        return FALSE;
    HANDLE search = FindFirstFileW(path, &found);
    for (BOOL more = search != INVALID_HANDLE_VALUE; more; more = FindNextFileW(search, &found)) {
        if (!wcscmp(found.cFileName, L".") || !wcscmp(found.cFileName, L".."))
            continue;
        if (_snwprintf(path, COUNT_OF(path) - 1, L"%ls\\%ls", folder, found.cFileName) < 0)
            continue;
        visitor(session, path, mode);
        any = TRUE;
    }
    if (search != INVALID_HANDLE_VALUE)
        FindClose(search);
    return any;
}

static void change_file(MSIHANDLE session, const wchar_t *path, ACCESS_MODE mode)
{
    change(session, path, mode, NO_INHERITANCE);
}

/* What the agent makes later inherits the right; the configuration that is there gets it now. */
static void change_store(MSIHANDLE session, const wchar_t *path, ACCESS_MODE mode)
{
    wchar_t configuration[LONGEST_PATH] = L"";
    if (change(session, path, mode, SUB_CONTAINERS_AND_OBJECTS_INHERIT)
        && _snwprintf(configuration, COUNT_OF(configuration) - 1, L"%ls\\mcs", path) >= 0
        && GetFileAttributesW(configuration) != INVALID_FILE_ATTRIBUTES
        && change(session, configuration, mode, SUB_CONTAINERS_AND_OBJECTS_INHERIT))
        visit(session, configuration, L"*", change_file, mode);
}

/* Changes the rights to each data store, and the right to find it in its root. */
static void change_stores(MSIHANDLE session, const wchar_t *root, ACCESS_MODE mode)
{
    BOOL any = FALSE;
    for (size_t i = 0; i < COUNT_OF(stores); i++)
        any |= visit(session, root, stores[i], change_store, mode);
    if (any)
        change(session, root, mode, NO_INHERITANCE);
}

static void change_all(MSIHANDLE session, ACCESS_MODE mode)
{
    wchar_t root[MAX_PATH];
    DWORD size = sizeof root;
    for (size_t i = 0; i < COUNT_OF(roots); i++)
        change_stores(session, roots[i], mode);
    if (!RegGetValueW(HKEY_LOCAL_MACHINE, agent_key, ROOT_VALUE, RRF_RT_REG_SZ, NULL, root, &size) && root[0]) {
        for (size_t end = wcslen(root); end > DRIVE && root[end - 1] == L'\\'; end--)
            root[end - 1] = 0;
        change_stores(session, root, mode);
    }
}

ACTION GrantAgentData(MSIHANDLE session)
{
    change_all(session, GRANT_ACCESS);
    return ERROR_SUCCESS;
}

ACTION RevokeAgentData(MSIHANDLE session)
{
    change_all(session, REVOKE_ACCESS);
    return ERROR_SUCCESS;
}
