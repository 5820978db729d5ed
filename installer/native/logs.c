/* The gateway's log files. */
#include "logs.h"

enum { LONGEST_PART = 65536 };

static HANDLE open_log(const wchar_t *path)
{
    DWORD sharing = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    return CreateFileW(path, GENERIC_READ, sharing, NULL, OPEN_EXISTING, 0, NULL);
}

LONGLONG log_size(const wchar_t *path)
{
    LARGE_INTEGER size = {.QuadPart = 0};
    HANDLE log = open_log(path);
    if (log != INVALID_HANDLE_VALUE) {
        GetFileSizeEx(log, &size);
        CloseHandle(log);
    }
    return size.QuadPart;
}

/* Returns the log's text after the first `start` bytes; to be released. */
static wchar_t *log_since(const wchar_t *path, LONGLONG start)
{
    LARGE_INTEGER place = {.QuadPart = start};
    DWORD size = 0;
    char *bytes = allocate(LONGEST_PART);
    wchar_t *text = allocate((LONGEST_PART + 1) * sizeof *text);
    HANDLE log = open_log(path);
    if (log != INVALID_HANDLE_VALUE) {
        if (SetFilePointerEx(log, place, NULL, FILE_BEGIN) && ReadFile(log, bytes, LONGEST_PART, &size, NULL) && size)
            MultiByteToWideChar(CP_UTF8, 0, bytes, (int) size, text, LONGEST_PART);
        CloseHandle(log);
    }
    release(bytes);
    return text;
}

/* A line is "<time> [<thread>] ERROR <component> - <message>". */
wchar_t *first_error(const wchar_t *path, LONGLONG start)
{
    wchar_t *text = log_since(path, start);
    wchar_t *error = wcsstr(text, L" ERROR ");
    wchar_t *message = error ? wcsstr(error, L" - ") : NULL;
    wchar_t *found = allocate(sizeof *found);
    if (message) {
        message[wcscspn(message, L"\r\n")] = 0;
        append(&found, message + 3);
    }
    release(text);
    return found;
}

/* CustomActionData is the folder, with a trailing backslash. Windows Installer would leave the service's own files
   behind when it rolls back a first installation. */
ACTION DeleteLogs(MSIHANDLE session)
{
    WIN32_FIND_DATAW file;
    wchar_t *folder = property_of(session, L"CustomActionData");
    wchar_t *path = allocate((wcslen(folder) + MAX_PATH + 1) * sizeof *path);
    HANDLE search = FindFirstFileW(wcscat(wcscpy(path, folder), L"*"), &file);
    if (search != INVALID_HANDLE_VALUE) {
        do
            DeleteFileW(wcscat(wcscpy(path, folder), file.cFileName));
        while (FindNextFileW(search, &file));
        FindClose(search);
    }
    release(path);
    release(folder);
    return ERROR_SUCCESS;
}
