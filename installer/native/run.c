/* Runs programs. One that does not end in time is ended together with all that it has started: who reads its output
   would wait for those, too. */
#include "run.h"
#include <stdarg.h>
#include <stdio.h>

#ifndef PATIENCE_MS
#define PATIENCE_MS 120000
#endif
enum { LONGEST_LINE = 10240, LONGEST_ANSWER = 4096 };

typedef struct {
    HANDLE job;
    PROCESS_INFORMATION process;
} Program;

static BOOL start(const wchar_t *name, const wchar_t *arguments, STARTUPINFOW *startup, Program *program)
{
    wchar_t folder[MAX_PATH], line[LONGEST_LINE];
    if (!GetSystemDirectoryW(folder, MAX_PATH)
        || _snwprintf(line, COUNT_OF(line) - 1, L"\"%ls\\%ls\" %ls", folder, name, arguments) < 0)
        return FALSE;
    line[COUNT_OF(line) - 1] = 0;
    startup->cb = sizeof *startup;
    if (!CreateProcessW(NULL, line, NULL, NULL, startup->dwFlags & STARTF_USESTDHANDLES,
                        CREATE_NO_WINDOW | CREATE_SUSPENDED, NULL, folder, startup, &program->process))
        return FALSE;
    program->job = CreateJobObjectW(NULL, NULL);
    AssignProcessToJobObject(program->job, program->process.hProcess);
    ResumeThread(program->process.hThread);
    return TRUE;
}

static DWORD WINAPI end_in_time(void *watched)
{
    Program *program = watched;
    WaitForSingleObject(program->process.hProcess, PATIENCE_MS);
    TerminateJobObject(program->job, (UINT) -1);
    return 0;
}

/* Returns the exit code. */
static DWORD finish(Program *program)
{
    DWORD exit_code = (DWORD) -1;
    WaitForSingleObject(program->process.hProcess, INFINITE);
    GetExitCodeProcess(program->process.hProcess, &exit_code);
    CloseHandle(program->process.hThread);
    CloseHandle(program->process.hProcess);
    CloseHandle(program->job);
    return exit_code;
}

BOOL run(MSIHANDLE session, const wchar_t *program, const wchar_t *format, ...)
{
    wchar_t arguments[LONGEST_LINE] = L"";
    STARTUPINFOW startup = {.dwFlags = 0};
    Program running = {NULL};
    DWORD exit_code = (DWORD) -1;
    va_list values;
    va_start(values, format);
    int length = _vsnwprintf(arguments, COUNT_OF(arguments) - 1, format, values);
    va_end(values);
    if (length >= 0 && start(program, arguments, &startup, &running)) {
        end_in_time(&running);
        exit_code = finish(&running);
    } else
        log_failure(session, program, (LSTATUS) GetLastError());
    log_line(session, L"OMS Gateway: %ls %ls: exit code %ld", program, arguments, (long) exit_code);
    return exit_code == 0;
}

static void write_all(HANDLE pipe, const wchar_t *text)
{
    int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *bytes = allocate((size_t) size);
    DWORD written;
    WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, size, NULL, NULL);
    WriteFile(pipe, bytes, (DWORD) size - 1, &written, NULL);
    SecureZeroMemory(bytes, (size_t) size);
    release(bytes);
}

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

/* A program's handle of a pipe is inherited, the other end is not. */
static BOOL open_pipe(HANDLE *inherited, HANDLE *own, BOOL for_input)
{
    SECURITY_ATTRIBUTES inheritable = {sizeof inheritable, NULL, TRUE};
    return CreatePipe(for_input ? inherited : own, for_input ? own : inherited, &inheritable, 0)
        && SetHandleInformation(*own, HANDLE_FLAG_INHERIT, 0);
}

DWORD ask(MSIHANDLE session, const wchar_t *program, const wchar_t *arguments, const wchar_t *input, wchar_t **answer)
{
    STARTUPINFOW startup = {.dwFlags = STARTF_USESTDHANDLES};
    HANDLE to = NULL, from = NULL, watch = NULL;
    Program running = {NULL};
    DWORD exit_code = (DWORD) -1;
    BOOL started = open_pipe(&startup.hStdInput, &to, TRUE) && open_pipe(&startup.hStdOutput, &from, FALSE);
    startup.hStdError = startup.hStdOutput;
    started = started && start(program, arguments, &startup, &running);
    DWORD error = GetLastError();
    CloseHandle(startup.hStdInput);
    CloseHandle(startup.hStdOutput);
    if (started) {
        watch = CreateThread(NULL, 0, end_in_time, &running, 0, NULL);
        write_all(to, input);
    } else
        log_failure(session, program, (LSTATUS) error);
    CloseHandle(to);
    *answer = started ? read_all(from) : allocate(sizeof **answer);
    CloseHandle(from);
    if (started) {
        WaitForSingleObject(watch, INFINITE);
        exit_code = finish(&running);
        CloseHandle(watch);
    }
    return exit_code;
}
