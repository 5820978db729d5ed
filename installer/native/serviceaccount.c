/* Gives the service the account in SERVICEACCOUNT, in place of the virtual account. */
#include "accounts.h"
#include "names.h"
#include "rights.h"
#include "run.h"
#include "secrets.h"
#include "service.h"
#include <sddl.h>

/* Whether the right that setup gave to `holder` is still needed once the service has the account. */
static BOOL needs_right(const wchar_t *account, const wchar_t *holder)
{
    SID *sid = sid_of(account);
    PSID held = NULL;
    BOOL needed = sid && ConvertStringSidToSidW(holder, &held) && EqualSid(sid, held);
    if (held)
        LocalFree(held);
    if (sid)
        release(sid);
    return needed;
}

/* Nothing is planned for an account that the service has, unless a new password is given. */
static BOOL plan_change(MSIHANDLE session, const wchar_t *account, const wchar_t *current)
{
    wchar_t *password = property_of(session, L"SERVICEPASSWORD");
    wchar_t *digits = password[0] ? sealed(session, password) : allocate(sizeof *digits);
    BOOL changes = digits && (password[0] || !is_same_account(account, current));
    if (changes) {
        wchar_t *data = allocate(sizeof *data), *error = message_of(session, L"ProblemAccountRefused", L"");
        append(&data, account);
        append(&data, L"|");
        append(&data, digits);
        append(&data, L"|");
        append(&data, error);
        MsiSetPropertyW(session, L"SetAccount", data);
        release(error);
        release_secret(data);
    }
    if (digits)
        release_secret(digits);
    release_secret(password);
    return changes;
}

/* With OWNACCOUNT, Windows Installer leaves the service alone: it would set the virtual account, and the password of
   the other one would be lost. */
ACTION PlanAccount(MSIHANDLE session)
{
    wchar_t *account = property_of(session, L"SERVICEACCOUNT"), *current = account_of_service();
    wchar_t *holder = right_holder(), *before = allocate(sizeof *before);
    append(&before, current);
    append(&before, L"|");
    append(&before, holder);
    MsiSetPropertyW(session, L"RestoreAccount", before);
    if (is_own(current))
        MsiSetPropertyW(session, L"OWNACCOUNT", L"1");
    BOOL removed = property_is(session, L"REMOVE", L"ALL");
    BOOL changes = !removed && account[0] && plan_change(session, account, current);
    if (holder[0] && (removed || (changes && !needs_right(account, holder))))
        MsiSetPropertyW(session, L"RevokeLogonRight", holder);
    release(before);
    release(holder);
    release(current);
    release(account);
    return ERROR_SUCCESS;
}

/* Windows wants no password, not even an empty one, for an account whose password it knows. */
static LSTATUS change_account(MSIHANDLE session, const wchar_t *account, const wchar_t *password)
{
    SC_HANDLE service = open_service(SERVICE_CHANGE_CONFIG);
    BOOL done = service && ChangeServiceConfigW(service, SERVICE_NO_CHANGE, SERVICE_NO_CHANGE, SERVICE_NO_CHANGE, NULL,
                                                NULL, NULL, NULL, account, password, NULL);
    LSTATUS error = done ? ERROR_SUCCESS : (LSTATUS) GetLastError();
    if (service)
        CloseServiceHandle(service);
    log_line(session, L"OMS Gateway: the account of the service: %ls: error %ld", account, error);
    if (done)
        run(session, L"sc.exe", L"managedaccount " SERVICE_NAME L" %ls",
            is_managed(account) && !is_virtual(account) ? L"true" : L"false");
    return error;
}

static LSTATUS set_account(MSIHANDLE session, const wchar_t *account, const wchar_t *digits)
{
    wchar_t *password = digits[0] ? unsealed(session, digits) : NULL;
    if (digits[0] && !password)
        return ERROR_INVALID_DATA;
    LSTATUS error = grant_logon_right(session, account);
    if (!error)
        error = change_account(session, account, password);
    if (password)
        release_secret(password);
    return error;
}

/* CustomActionData is the account, its password as `sealed` returns it, and the text of an error, separated by bars. */
ACTION SetAccount(MSIHANDLE session)
{
    wchar_t *account = property_of(session, L"CustomActionData"), *digits = wcschr(account, L'|');
    wchar_t *text = digits ? wcschr(digits + 1, L'|') : NULL;
    UINT result = ERROR_SUCCESS;
    if (text) {
        *digits++ = 0;
        *text++ = 0;
        LSTATUS error = set_account(session, account, digits);
        if (error) {
            wchar_t *message = allocate(sizeof *message), *reason = text_of((DWORD) error);
            append(&message, text);
            append(&message, reason);
            result = refuse(session, message);
            release(reason);
            release(message);
        }
    }
    release_secret(account);
    return result;
}

/* CustomActionData is the account that the service had, a bar, and the SID of the account that setup had given the
   right to log on. Only Windows has the password of an ordinary account, so the virtual account replaces it. */
ACTION RestoreAccount(MSIHANDLE session)
{
    wchar_t *account = property_of(session, L"CustomActionData"), *holder_before = wcschr(account, L'|');
    wchar_t *current = account_of_service(), *granted = right_granted_now();
    if (granted[0])
        revoke_logon_right(session, granted);
    if (holder_before) {
        *holder_before++ = 0;
        if (current[0])
            log_failure(session, L"recording who has the right to log on", record_right_holder(holder_before));
        if (account[0] && !is_same_account(current, account))
            change_account(session, is_own(account) && !is_managed(account) ? VIRTUAL_ACCOUNT : account, NULL);
    }
    release(granted);
    release(current);
    release(account);
    return ERROR_SUCCESS;
}

/* CustomActionData is the SID of the account that no longer needs the right. */
ACTION RevokeLogonRight(MSIHANDLE session)
{
    wchar_t *sid = property_of(session, L"CustomActionData");
    if (sid[0])
        revoke_logon_right(session, sid);
    release(sid);
    return ERROR_SUCCESS;
}
