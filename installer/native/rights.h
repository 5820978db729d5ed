#pragma once
#include "session.h"

/* Gives the account the right to log on as a service, and records its SID if it did not have the right before. */
LSTATUS grant_logon_right(MSIHANDLE session, const wchar_t *account);
void revoke_logon_right(MSIHANDLE session, const wchar_t *sid);
/* Returns the SID of the account that setup gave the right, "" if there is none; to be released. */
wchar_t *right_holder(void);
/* Returns the SID of the account that got the right since setup started, "" if none did; to be released. */
wchar_t *right_granted_now(void);
LSTATUS record_right_holder(const wchar_t *sid);
