/* Asks, as setup does, a program that has a child and never ends, and prints its exit code. */
#define PATIENCE_MS 2000
#include "../../../native/run.c"

void log_line(MSIHANDLE session, const wchar_t *format, ...)
{
    (void) session;
    (void) format;
}

LSTATUS log_failure(MSIHANDLE session, const wchar_t *what, LSTATUS error)
{
    log_line(session, what);
    return error;
}

void *allocate(size_t size)
{
    return calloc(1, size);
}

void release(void *memory)
{
    free(memory);
}

int main(int count, char **arguments)
{
    wchar_t self[MAX_PATH], line[2 * MAX_PATH], *answer;
    if (count > 1)
        Sleep(INFINITE);
    (void) arguments;
    GetModuleFileNameW(NULL, self, MAX_PATH);
    _snwprintf(line, COUNT_OF(line), L"/d /s /c \"\"%ls\" hang\"", self);
    DWORD exit_code = ask(0, L"cmd.exe", line, L"", &answer);
    printf("%ld", (long) exit_code);
    return 0;
}
