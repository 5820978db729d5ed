/* Shared by the custom actions: the session they run in, and what they all deal with. */
#pragma once
#include <winsock2.h>
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include <stdlib.h>
#include <wchar.h>

#define ACTION __declspec(dllexport) UINT __stdcall
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#define SERVICE_NAME L"OMSGatewayService"
#define SETTINGS_KEY L"SOFTWARE\\OMS Gateway"
enum { DEFAULT_PORT = 8080, LONGEST_TEXT = 256 };

/* session.c */

/* Writes a line to the installation's log. Never give it a password. */
void log_line(MSIHANDLE session, const wchar_t *format, ...);
/* Logs what failed with the system's error code, which it returns. */
LSTATUS log_failure(MSIHANDLE session, const wchar_t *what, LSTATUS error);
/* Shows the text as an error, and in the log; the action is to return what this returns. */
UINT refuse(MSIHANDLE session, const wchar_t *text);
/* The same for Windows Installer's error 1920 or 1921, which are about the service. The reason may be empty: then it is
   the system's text for the error. */
void refuse_service(MSIHANDLE session, int number, const wchar_t *reason, DWORD error);
/* A property's value, "" if it has none; to be released. Inside deferred actions, CustomActionData is one. */
wchar_t *property_of(MSIHANDLE session, const wchar_t *name);
BOOL property_is(MSIHANDLE session, const wchar_t *name, const wchar_t *value);
/* The text in the property `name`, with [Properties] replaced by values and [1] by `subject`; to be released. */
wchar_t *message_of(MSIHANDLE session, const wchar_t *name, const wchar_t *subject);
/* Zeroed memory; there is no answer without: the process that runs the action ends, and the installation fails. */
void *allocate(size_t size);
void release(void *memory);
/* The same for a text that may hold a password, which must not stay in memory. */
void release_secret(wchar_t *text);
/* Puts `more` at the end of *text. */
void append(wchar_t **text, const wchar_t *more);

/* checks.c */

/* All that is wrong with the settings, a line each; "" if nothing is; to be released. */
wchar_t *problems_of(MSIHANDLE session);
/* The number, if the text is one from 1 to 65535, else 0. */
unsigned port_of(const wchar_t *text);

/* folders.c */

BOOL is_same_folder(const wchar_t *path, const wchar_t *other);
/* Whether the path can be a folder of the product's alone: on a disk of this computer, and no link to another place. */
BOOL is_own_folder(const wchar_t *path);

/* stored.c */

/* The port that is set; 0 if none is, or if it can't be read. */
unsigned stored_port(void);
/* A text that is set, "" if none is or if it can't be read; to be released. */
wchar_t *stored_text(const wchar_t *name);
BOOL stored_password_exists(void);
/* Whether there are settings that only an administrator can read, and this process runs without those rights: it does
   before the user has consented to the installation. */
BOOL settings_are_hidden(void);

/* service.c */

/* The service; NULL if there is none, or if it can't be opened. */
SC_HANDLE open_service(DWORD access);

/* Fills in what the service control manager knows; FALSE if there is no such service. */
BOOL find_service(DWORD *start_type, DWORD *state);

/* logs.c */

/* In bytes; 0 if there is no such log. */
LONGLONG log_size(const wchar_t *path);
/* The message of the first error that the gateway has written to its log from that place on, "" if there is none; to be
   released. */
wchar_t *first_error(const wchar_t *path, LONGLONG start);
