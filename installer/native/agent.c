/* The right of the service's account to read the data stores of Azure Monitor Agent, which hold the hosts it needs. */
#include "names.h"
#include "programs.h"

#define ROOT_VALUE L"AMADataRootDirPath"
static const wchar_t agent_key[] = L"SOFTWARE\\Microsoft\\AzureMonitorAgent";
/* The service looks in the same folders. */
static const wchar_t *const roots[] = {L"C:\\WindowsAzure\\Resources", L"C:\\Resources\\Directory"};
static const wchar_t *const stores[] = {L"AMADataStore*", L"AzureMonitorAgent.MonitoringDataStore*"};

/* The length of C:\, which keeps its backslash. */
enum { DRIVE = 3 };

/* A right to read that is granted or removed. */
typedef void (*Change)(MSIHANDLE session, const wchar_t *folder, BOOL whole);

static void grant(MSIHANDLE session, const wchar_t *folder, BOOL whole)
{
    run(session, L"icacls.exe", L"\"%ls\" /grant *" SERVICE_SID L":%lsRX", folder, whole ? L"(OI)(CI)" : L"");
}

static void remove_grant(MSIHANDLE session, const wchar_t *folder, BOOL whole)
{
    (void) whole;
    run(session, L"icacls.exe", L"\"%ls\" /remove:g *" SERVICE_SID, folder);
}

/* Changes the rights to each data store, and the right to find it in its root. */
static void change_stores(MSIHANDLE session, const wchar_t *root, Change change)
{
    wchar_t path[2 * MAX_PATH];
    BOOL any = FALSE;
    for (size_t i = 0; i < COUNT_OF(stores); i++) {
        WIN32_FIND_DATAW found;
        _snwprintf(path, COUNT_OF(path), L"%ls\\%ls", root, stores[i]);
        HANDLE search = FindFirstFileW(path, &found);
        for (BOOL more = search != INVALID_HANDLE_VALUE; more; more = FindNextFileW(search, &found)) {
            /* Whoever can make a link in the root must not choose the folder. */
            if (!(found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)
                || found.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT)
                continue;
            _snwprintf(path, COUNT_OF(path), L"%ls\\%ls", root, found.cFileName);
            change(session, path, TRUE);
            any = TRUE;
        }
        if (search != INVALID_HANDLE_VALUE)
            FindClose(search);
    }
    if (any)
        change(session, root, FALSE);
}

static void change_all(MSIHANDLE session, Change change)
{
    wchar_t root[MAX_PATH];
    DWORD size = sizeof root;
    for (size_t i = 0; i < COUNT_OF(roots); i++)
        change_stores(session, roots[i], change);
    if (!RegGetValueW(HKEY_LOCAL_MACHINE, agent_key, ROOT_VALUE, RRF_RT_REG_SZ, NULL, root, &size) && root[0]
        && !wcschr(root, L'"')) {
        /* A backslash in front of the closing quotation mark would be a part of it. */
        for (size_t end = wcslen(root); end > DRIVE && root[end - 1] == L'\\'; end--)
            root[end - 1] = 0;
        change_stores(session, root, change);
    }
}

ACTION GrantAgentData(MSIHANDLE session)
{
    change_all(session, grant);
    return ERROR_SUCCESS;
}

ACTION RevokeAgentData(MSIHANDLE session)
{
    change_all(session, remove_grant);
    return ERROR_SUCCESS;
}
