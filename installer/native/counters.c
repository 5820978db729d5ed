/* Sets up the counters. A failure is only logged: the gateway works without them. */
#include "run.h"

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
