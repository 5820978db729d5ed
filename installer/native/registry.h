#pragma once
#include "session.h"

#define SETTINGS_KEY L"SOFTWARE\\OMS Gateway"
#define POLICY_KEY L"SOFTWARE\\Policies\\OMS Gateway"
enum { DEFAULT_PORT = 8080 };

/* Opens the key under HKEY_LOCAL_MACHINE, makes it if need be, and gives it the permissions that protect the relay
   proxy's password: DPAPI's machine scope lets any process of the machine decrypt. */
LSTATUS create_protected_key(const wchar_t *path, HKEY *key);
/* Opens the key under HKEY_LOCAL_MACHINE for reading. */
LSTATUS open_key(const wchar_t *path, HKEY *key);
/* Deletes the key under HKEY_LOCAL_MACHINE with all it contains. A key that does not exist is no error. */
LSTATUS delete_key(const wchar_t *path);

/* Returns the port that is set, 0 if none is or it can't be read. */
unsigned stored_port(void);
/* Returns the port that a policy sets, which wins over the stored one; 0 if none does. */
unsigned policy_port(void);
/* Returns the text that is set, "" if none is or it can't be read; to be released. */
wchar_t *stored_text(const wchar_t *name);
/* Returns the list that is set, separated by commas, "" if it is empty or can't be read; to be released. */
wchar_t *stored_list(const wchar_t *name);
BOOL stored_password_exists(void);
/* Whether only an administrator can read the settings, and this process runs without such rights: it does until the
   user has consented to the installation. */
BOOL settings_are_hidden(void);
