/* Applies the file of settings in SETTINGSFILE. The command-line program checks the file, as it would on its own. */
#include "checks.h"
#include "names.h"
#include "registry.h"
#include "run.h"

enum { LONGEST_FILE = 256 * 1024 };

wchar_t *content_of(const wchar_t *path)
{
    HANDLE file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return NULL;
    char *bytes = allocate(LONGEST_FILE);
    wchar_t *text = NULL;
    DWORD size = 0;
    if (GetFileType(file) == FILE_TYPE_DISK && ReadFile(file, bytes, LONGEST_FILE, &size, NULL) && size
        && size < LONGEST_FILE) {
        text = allocate((size + 1) * sizeof *text);
        if (!MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, bytes, (int) size, text, (int) size)) {
            release(text);
            text = NULL;
        }
    }
    CloseHandle(file);
    release(bytes);
    return text;
}

/* Runs the command-line program with `content`. Returns its exit code, and its answer to be released. */
static DWORD import(MSIHANDLE session, const wchar_t *folder, const wchar_t *content, wchar_t **answer)
{
    wchar_t arguments[2 * MAX_PATH];
    _snwprintf(arguments, COUNT_OF(arguments), L"/d /s /c \"\"%lsoms-gateway.cmd\" config import\"", folder);
    return ask(session, L"cmd.exe", arguments, content, answer);
}

/* CustomActionData is the program's folder, the text of an error, and the file's content, separated by bars. */
ACTION ImportSettings(MSIHANDLE session)
{
    wchar_t *folder = property_of(session, L"CustomActionData"), *error = wcschr(folder, L'|');
    wchar_t *content = error ? wcschr(error + 1, L'|') : NULL;
    UINT result = ERROR_SUCCESS;
    if (content && content[1]) {
        HKEY settings;
        wchar_t *answer;
        *error++ = 0;
        *content++ = 0;
        if (!log_failure(session, L"making the settings' key", create_protected_key(SETTINGS_KEY, &settings)))
            RegCloseKey(settings);
        DWORD exit_code = import(session, folder, content, &answer);
        log_line(session, L"OMS Gateway: config import: exit code %ld: %ls", (long) exit_code, answer);
        if (exit_code) {
            wchar_t *text = allocate(sizeof *text);
            append(&text, error);
            append(&text, L"\r\n");
            append(&text, answer);
            result = refuse(session, text);
            release(text);
        }
        release(answer);
    }
    release(folder);
    return result;
}
