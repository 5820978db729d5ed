/* Stands in for a program of Windows: adds its name and arguments to C:\stand-ins\calls.txt, and exits with 1 if a line
   of C:\stand-ins\failing.txt is part of them. */
#include <stdio.h>
#include <string.h>
#include <windows.h>

static int is_to_fail(const char *call)
{
    char line[256];
    int fails = 0;
    FILE *failing = fopen("C:\\stand-ins\\failing.txt", "r");
    while (failing && !fails && fgets(line, sizeof line, failing)) {
        line[strcspn(line, "\r\n")] = 0;
        fails = line[0] && strstr(call, line);
    }
    if (failing)
        fclose(failing);
    return fails;
}

int main(void)
{
    char program[MAX_PATH], call[4096];
    GetModuleFileNameA(NULL, program, sizeof program);
    const char *line = GetCommandLineA();
    const char *arguments = line[0] == '"' ? strchr(line + 1, '"') + 1 : line + strcspn(line, " ");
    snprintf(call, sizeof call, "%s%s", strrchr(program, '\\') + 1, arguments);
    FILE *calls = fopen("C:\\stand-ins\\calls.txt", "a");
    if (!calls)
        return 2;
    fprintf(calls, "%s\n", call);
    fclose(calls);
    return is_to_fail(call);
}
