/* The accounts that the service can have. */
#include "accounts.h"
#include "service.h"

#define THIS_COMPUTER L".\\"

BOOL is_virtual(const wchar_t *account)
{
    return _wcsicmp(account, VIRTUAL_ACCOUNT) == 0;
}

BOOL is_managed(const wchar_t *account)
{
    size_t length = wcslen(account);
    return is_virtual(account) || (length && account[length - 1] == L'$');
}

BOOL is_own(const wchar_t *account)
{
    return account[0] && _wcsicmp(account, L"LocalSystem") && _wcsnicmp(account, L"NT ", 3);
}

SID *sid_of(const wchar_t *account)
{
    wchar_t domain[256];
    DWORD size = SECURITY_MAX_SID_SIZE, domain_size = COUNT_OF(domain);
    SID_NAME_USE use;
    SID *sid = allocate(size);
    BOOL full = wcspbrk(account, L"\\@") != NULL;
    const wchar_t *name = wcsncmp(account, THIS_COMPUTER, 2) ? account : account + 2;
    if (full && LookupAccountNameW(NULL, name, sid, &size, domain, &domain_size, &use)
        && (use == SidTypeUser || use == SidTypeComputer))
        return sid;
    release(sid);
    return NULL;
}

/* The logon from the network is the one that no right on this computer is needed for; where policy denies it, the
   password was right all the same. */
DWORD logon_error(const wchar_t *account, const wchar_t *password)
{
    HANDLE token;
    wchar_t *domain = NULL, *name = allocate((wcslen(account) + 1) * sizeof *name);
    wchar_t *backslash = wcschr(wcscpy(name, account), L'\\');
    if (backslash) {
        *backslash = 0;
        domain = name;
    }
    DWORD error = LogonUserW(backslash ? backslash + 1 : name, domain, password, LOGON32_LOGON_NETWORK,
                             LOGON32_PROVIDER_DEFAULT, &token) ? ERROR_SUCCESS : GetLastError();
    if (!error)
        CloseHandle(token);
    release(name);
    return error == ERROR_LOGON_TYPE_NOT_GRANTED ? ERROR_SUCCESS : error;
}

wchar_t *account_of_service(void)
{
    SC_HANDLE service = open_service(SERVICE_QUERY_CONFIG);
    wchar_t *account = allocate(sizeof *account);
    if (service) {
        BYTE buffer[8192];
        QUERY_SERVICE_CONFIGW *config = (QUERY_SERVICE_CONFIGW *) buffer;
        DWORD size;
        if (QueryServiceConfigW(service, config, sizeof buffer, &size) && config->lpServiceStartName)
            append(&account, config->lpServiceStartName);
        CloseServiceHandle(service);
    }
    return account;
}

BOOL is_same_account(const wchar_t *account, const wchar_t *other)
{
    SID *sid = sid_of(account), *other_sid = sid_of(other);
    BOOL same = sid && other_sid ? EqualSid(sid, other_sid) : _wcsicmp(account, other) == 0;
    if (sid)
        release(sid);
    if (other_sid)
        release(other_sid);
    return same;
}
