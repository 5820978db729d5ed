/* What all custom actions need: the session they run in, its log and properties, memory and texts. */
#pragma once
#include <winsock2.h>
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include <stdlib.h>
#include <wchar.h>

#define ACTION __declspec(dllexport) UINT __stdcall
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Writes a line to the installation's log. Never give it a password. */
void log_line(MSIHANDLE session, const wchar_t *format, ...);
/* Logs what failed and the system's error code, unless the code is 0. Returns the code. */
LSTATUS log_failure(MSIHANDLE session, const wchar_t *what, LSTATUS error);
/* Shows and logs the text as an error. Returns what the action must return. */
UINT refuse(MSIHANDLE session, const wchar_t *text);
/* Returns the system's text for an error, "" if there is none; to be released. */
wchar_t *text_of(DWORD error);
/* Does the same as `refuse` with Windows Installer's error 1920 or 1921, which are about the service. The system's
   text for the error replaces an empty reason. */
void refuse_service(MSIHANDLE session, int number, const wchar_t *reason, DWORD error);
/* Returns the property's value, "" if it has none; to be released. Deferred actions see only CustomActionData. */
wchar_t *property_of(MSIHANDLE session, const wchar_t *name);
BOOL property_is(MSIHANDLE session, const wchar_t *name, const wchar_t *value);
/* Returns the text in the property `name`; to be released. `subject` replaces [1], properties replace [Names]. */
wchar_t *message_of(MSIHANDLE session, const wchar_t *name, const wchar_t *subject);
/* Returns zeroed memory, never NULL: without memory, the process of the action ends and the installation fails. */
void *allocate(size_t size);
void release(void *memory);
/* Overwrites a text that may hold a password, and releases it. */
void release_secret(wchar_t *text);
/* Appends `more` to *text. */
void append(wchar_t **text, const wchar_t *more);
