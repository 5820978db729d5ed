#pragma once
#include "names.h"
#include "session.h"

#define VIRTUAL_ACCOUNT L"NT SERVICE\\" SERVICE_NAME

/* Whether this is the virtual account that Windows makes for the service. */
BOOL is_virtual(const wchar_t *account);
/* Whether Windows knows the account's password: a group managed service account, or the virtual account. */
BOOL is_managed(const wchar_t *account);
/* Whether this is an account of a domain or of this computer, and none that Windows has by itself. */
BOOL is_own(const wchar_t *account);
/* Returns the SID of a user's or a computer's account, to be released; NULL if Windows finds no such account. The form
   is DOMAIN\name, .\name or name@domain. */
SID *sid_of(const wchar_t *account);
/* Returns the system's error that says why the account can't log on with the password, 0 if it can. */
DWORD logon_error(const wchar_t *account, const wchar_t *password);
/* Returns the account that the service has, "" if there is no service; to be released. */
wchar_t *account_of_service(void);
/* Whether both names mean the same account. */
BOOL is_same_account(const wchar_t *account, const wchar_t *other);
