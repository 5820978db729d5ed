/* Applies the file of settings in SETTINGSFILE. The command-line program checks the file, as it would on its own. */
#include "checks.h"
#include "names.h"
#include "registry.h"

enum { LONGEST_FILE = 256 * 1024, LONGEST_ANSWER = 4096, PATIENCE_MS = 120000 };

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

static BOOL write_all(HANDLE pipe, const wchar_t *text)
{
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *bytes = allocate((size_t) size);
    DWORD written = 0;
    WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, size, NULL, NULL);
    BOOL done = WriteFile(pipe, bytes, (DWORD) size - 1, &written, NULL);
    release(bytes);
    return done;
}

/* Returns what the program says, to be released. */
static wchar_t *read_all(HANDLE pipe)
{
    char bytes[LONGEST_ANSWER], rest[512];
    DWORD length = 0, size;
    while (length < sizeof bytes && ReadFile(pipe, bytes + length, (DWORD) sizeof bytes - length, &size, NULL) && size)
        length += size;
    while (ReadFile(pipe, rest, sizeof rest, &size, NULL) && size)
        ;
    wchar_t *text = allocate((length + 1) * sizeof *text);
    MultiByteToWideChar(CP_UTF8, 0, bytes, (int) length, text, (int) length);
    return text;
}

/* Runs the command-line program with `input`. Returns its exit code, and its answer to be released. */
static DWORD import(MSIHANDLE session, const wchar_t *folder, const wchar_t *input, wchar_t **answer)
{
    SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
    HANDLE in[2] = {NULL, NULL}, out[2] = {NULL, NULL};
    wchar_t line[4 * MAX_PATH];
    DWORD exit_code = (DWORD) -1;
    *answer = allocate(sizeof **answer);
    if (!CreatePipe(&in[0], &in[1], &inherited, 0) || !CreatePipe(&out[0], &out[1], &inherited, 0))
        return exit_code;
    SetHandleInformation(in[1], HANDLE_FLAG_INHERIT, 0);
    SetHandleInformation(out[0], HANDLE_FLAG_INHERIT, 0);
    _snwprintf(line, COUNT_OF(line), L"\"%lsruntime\\bin\\java.exe\" --enable-native-access=ALL-UNNAMED"
               L" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djna.boot.library.path=\"%lslib\""
               L" -jar \"%lslib\\oms-gateway.jar\" config import", folder, folder, folder);
    STARTUPINFOW startup = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES, .hStdInput = in[0],
                            .hStdOutput = out[1], .hStdError = out[1]};
    PROCESS_INFORMATION process;
    BOOL started = CreateProcessW(NULL, line, NULL, NULL, TRUE, CREATE_NO_WINDOW, NULL, folder, &startup, &process);
    DWORD error = GetLastError();
    CloseHandle(in[0]);
    CloseHandle(out[1]);
    if (started) {
        write_all(in[1], input);
        CloseHandle(in[1]);
        release(*answer);
        *answer = read_all(out[0]);
        if (WaitForSingleObject(process.hProcess, PATIENCE_MS) == WAIT_OBJECT_0)
            GetExitCodeProcess(process.hProcess, &exit_code);
        CloseHandle(process.hThread);
        CloseHandle(process.hProcess);
    } else {
        CloseHandle(in[1]);
        log_failure(session, L"starting Java", (LSTATUS) error);
    }
    CloseHandle(out[0]);
    return exit_code;
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
