/* The right to log on as a service, which an account other than the virtual one needs. */
#include "rights.h"
#include "accounts.h"
#include "names.h"
#include "registry.h"
#include <ntsecapi.h>
#include <sddl.h>

#define PARAMETERS_KEY L"SYSTEM\\CurrentControlSet\\Services\\" SERVICE_NAME L"\\Parameters"
/* The SID of the account that setup gave the right. The value goes with the service. */
#define GRANTED_VALUE L"LogonRightGrantedTo"

/* The status of an account that has no right. */
#define NOT_FOUND ((NTSTATUS) 0xC0000034)

typedef NTSTATUS (*Change)(LSA_HANDLE policy, PSID sid, LSA_UNICODE_STRING *right);

static LSTATUS with_policy(const wchar_t *sid_text, Change change)
{
    wchar_t name[] = SE_SERVICE_LOGON_NAME;
    LSA_UNICODE_STRING right = {sizeof name - sizeof *name, sizeof name, name};
    LSA_OBJECT_ATTRIBUTES attributes = {.Length = sizeof attributes};
    LSA_HANDLE policy;
    PSID sid;
    if (!ConvertStringSidToSidW(sid_text, &sid))
        return (LSTATUS) GetLastError();
    NTSTATUS status = LsaOpenPolicy(NULL, &attributes, POLICY_LOOKUP_NAMES | POLICY_CREATE_ACCOUNT, &policy);
    if (!status) {
        status = change(policy, sid, &right);
        LsaClose(policy);
    }
    LocalFree(sid);
    return (LSTATUS) LsaNtStatusToWinError(status);
}

static NTSTATUS add_right(LSA_HANDLE policy, PSID sid, LSA_UNICODE_STRING *right)
{
    return LsaAddAccountRights(policy, sid, right, 1);
}

static NTSTATUS remove_right(LSA_HANDLE policy, PSID sid, LSA_UNICODE_STRING *right)
{
    return LsaRemoveAccountRights(policy, sid, FALSE, right, 1);
}

/* Succeeds if the account has the right. */
static NTSTATUS find_right(LSA_HANDLE policy, PSID sid, LSA_UNICODE_STRING *right)
{
    LSA_UNICODE_STRING *rights;
    ULONG count;
    NTSTATUS status = LsaEnumerateAccountRights(policy, sid, &rights, &count);
    if (status)
        return status;
    BOOL found = FALSE;
    for (ULONG i = 0; i < count; i++)
        found |= rights[i].Length == right->Length && !memcmp(rights[i].Buffer, right->Buffer, right->Length);
    LsaFreeMemory(rights);
    return found ? 0 : NOT_FOUND;
}

wchar_t *right_holder(void)
{
    return text_in(PARAMETERS_KEY, GRANTED_VALUE);
}

wchar_t *right_granted_now(void)
{
    return text_in(SAVED_KEY, GRANTED_VALUE);
}

LSTATUS record_right_holder(const wchar_t *sid)
{
    HKEY key;
    LSTATUS error = RegOpenKeyExW(HKEY_LOCAL_MACHINE, PARAMETERS_KEY, 0, KEY_SET_VALUE, &key);
    if (!error) {
        error = write_text(key, GRANTED_VALUE, sid);
        RegCloseKey(key);
    }
    return error;
}

void revoke_logon_right(MSIHANDLE session, const wchar_t *sid)
{
    LSTATUS error = with_policy(sid, remove_right);
    log_line(session, L"OMS Gateway: " SE_SERVICE_LOGON_NAME L" taken from %ls: error %ld", sid, error);
}

/* Grants the right to an account that does not have it, and records that setup did. */
static LSTATUS grant(MSIHANDLE session, const wchar_t *sid)
{
    wchar_t *before = right_holder();
    BOOL by_setup = wcscmp(before, sid) == 0;
    BOOL has_right = !with_policy(sid, find_right);
    LSTATUS error = record_right_holder(has_right && !by_setup ? L"" : sid);
    if (!error && !has_right)
        error = RegSetKeyValueW(HKEY_LOCAL_MACHINE, SAVED_KEY, GRANTED_VALUE, REG_SZ, sid,
                                (DWORD) ((wcslen(sid) + 1) * sizeof *sid));
    if (!error && !has_right) {
        error = with_policy(sid, add_right);
        log_line(session, L"OMS Gateway: " SE_SERVICE_LOGON_NAME L" given to %ls: error %ld", sid, error);
    }
    release(before);
    return error;
}

LSTATUS grant_logon_right(MSIHANDLE session, const wchar_t *account)
{
    if (is_virtual(account))
        return record_right_holder(L"");
    SID *sid = sid_of(account);
    wchar_t *text;
    if (!sid)
        return ERROR_NONE_MAPPED;
    LSTATUS error = ConvertSidToStringSidW(sid, &text) ? ERROR_SUCCESS : (LSTATUS) GetLastError();
    if (!error) {
        error = grant(session, text);
        LocalFree(text);
    }
    release(sid);
    return error;
}
