/* Sets up the firewall rule and the counters with the programs that an administrator would use. A failure is only
   logged: the gateway works without counters, and behind another vendor's firewall. */
#include "programs.h"
#include "names.h"
#include "registry.h"
#include <stdarg.h>
#include <stdio.h>

#define RULE(verb) L"advfirewall firewall " verb L" rule name=\"" FIREWALL_RULE L"\""
/* The firewall takes no list of any length. */
enum { PATIENCE_MS = 60000, LONGEST_CLIENTS = 8000, LONGEST_ARGUMENTS = LONGEST_CLIENTS + 1600 };

BOOL run(MSIHANDLE session, const wchar_t *program, const wchar_t *format, ...)
{
    wchar_t folder[MAX_PATH], line[LONGEST_ARGUMENTS + 448], arguments[LONGEST_ARGUMENTS];
    va_list values;
    va_start(values, format);
    int length = _vsnwprintf(arguments, COUNT_OF(arguments), format, values);
    va_end(values);
    if (length < 0 || (size_t) length >= COUNT_OF(arguments) || !GetSystemDirectoryW(folder, MAX_PATH))
        return FALSE;
    _snwprintf(line, COUNT_OF(line), L"\"%ls\\%ls\" %ls", folder, program, arguments);
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    DWORD exit_code = (DWORD) -1;
    if (CreateProcessW(NULL, line, NULL, NULL, FALSE, CREATE_NO_WINDOW, NULL, folder, &startup, &process)) {
        if (WaitForSingleObject(process.hProcess, PATIENCE_MS) == WAIT_OBJECT_0)
            GetExitCodeProcess(process.hProcess, &exit_code);
        CloseHandle(process.hThread);
        CloseHandle(process.hProcess);
    } else
        log_failure(session, program, GetLastError());
    log_line(session, L"OMS Gateway: %ls %ls: exit code %ld", program, arguments, (long) exit_code);
    return exit_code == 0;
}

/* Returns the path in CustomActionData without its trailing backslash, which would escape a quote; "" if the path
   contains a quote. */
static wchar_t *path_given(MSIHANDLE session)
{
    wchar_t *path = property_of(session, L"CustomActionData");
    size_t length = wcslen(path);
    if (length && path[length - 1] == L'\\')
        path[length - 1] = 0;
    if (wcschr(path, L'"'))
        path[0] = 0;
    return path;
}

/* Returns the rule's argument for the clients that are set; to be released. Without any, the rule allows all clients
   if setup was given this, and is otherwise left as it is: an administrator may have narrowed it. */
static wchar_t *remote_addresses(MSIHANDLE session, BOOL given)
{
    wchar_t *clients = stored_list(L"AllowedClients"), *argument = allocate(sizeof *argument);
    BOOL too_long = wcslen(clients) > LONGEST_CLIENTS;
    if (too_long)
        log_line(session, L"OMS Gateway: too many clients for the firewall rule, which allows all");
    if (clients[0] || given) {
        append(&argument, L" remoteip=");
        append(&argument, clients[0] && !too_long ? clients : L"any");
    }
    release(clients);
    return argument;
}

/* CustomActionData is the program, a bar, and the property ALLOWEDCLIENTS. Changes an existing rule instead of
   replacing it. */
ACTION OpenFirewall(MSIHANDLE session)
{
    wchar_t *program = path_given(session), *bar = wcschr(program, L'|');
    BOOL given = bar && bar[1];
    if (bar)
        *bar = 0;
    wchar_t *clients = remote_addresses(session, given);
    unsigned port = policy_port();
    if (!port)
        port = stored_port();
    BOOL done = run(session, L"netsh.exe", RULE(L"set") L" dir=in"
                    L" new localport=%u program=\"%ls\"%ls", port ? port : DEFAULT_PORT, program, clients)
        || run(session, L"netsh.exe", RULE(L"add") L" dir=in action=allow"
               L" protocol=TCP localport=%u program=\"%ls\"%ls", port ? port : DEFAULT_PORT, program, clients);
    if (!done)
        log_line(session, L"OMS Gateway: no firewall rule; port %u may not be reachable", port);
    release(clients);
    release(program);
    return ERROR_SUCCESS;
}

ACTION CloseFirewall(MSIHANDLE session)
{
    run(session, L"netsh.exe", RULE(L"delete") L" dir=in");
    return ERROR_SUCCESS;
}

ACTION UnregisterCounters(MSIHANDLE session)
{
    wchar_t *folder = path_given(session);
    run(session, L"unlodctr.exe", L"/m:\"%ls\\counters.man\"", folder);
    release(folder);
    return ERROR_SUCCESS;
}

ACTION RegisterCounters(MSIHANDLE session)
{
    UnregisterCounters(session);
    wchar_t *folder = path_given(session);
    if (!run(session, L"lodctr.exe", L"/m:\"%ls\\counters.man\" \"%ls\"", folder, folder))
        log_line(session, L"OMS Gateway: no performance counters");
    release(folder);
    return ERROR_SUCCESS;
}
