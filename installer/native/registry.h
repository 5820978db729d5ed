#pragma once
#include "session.h"

#define SETTINGS_KEY L"SOFTWARE\\OMS Gateway"
#define POLICY_KEY L"SOFTWARE\\Policies\\OMS Gateway"
/* What a rollback needs, while setup runs; the settings are in a subkey. */
#define SAVED_KEY SETTINGS_KEY L" Setup"
#define SAVED_SETTINGS_KEY SAVED_KEY L"\\Settings"
#define SAVED_ADDRESSES L"RemoteAddresses"
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
/* Returns the text in a key under HKEY_LOCAL_MACHINE, "" if there is none or it can't be read; to be released. */
wchar_t *text_in(const wchar_t *key, const wchar_t *name);
/* Writes a text. An empty one deletes the value. */
LSTATUS write_text(HKEY key, const wchar_t *name, const wchar_t *value);
/* Returns the text that is set, "" if none is or it can't be read; to be released. */
wchar_t *stored_text(const wchar_t *name);
/* Returns the list that is set, separated by commas, "" if it is empty or can't be read; to be released. */
wchar_t *stored_list(const wchar_t *name);
/* Returns the clients that the policy or else the settings in the key allow, separated by commas, "" if there are none
   or they can't be read; to be released. */
wchar_t *clients_in_force(const wchar_t *settings);
BOOL stored_password_exists(void);
/* Whether only an administrator can read the settings, and this process runs without such rights: it does until the
   user has consented to the installation. */
BOOL settings_are_hidden(void);
