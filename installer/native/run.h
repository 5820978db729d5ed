#pragma once
#include "session.h"

/* Runs a program of system32, and logs its exit code. Returns whether that is 0. */
BOOL run(MSIHANDLE session, const wchar_t *program, const wchar_t *format, ...);
/* Runs a program of system32 with `input` as its standard input in UTF-8. Sets *answer to the beginning of what it
   writes, to be released. Returns its exit code, -1 if it does not start or does not end within two minutes. */
DWORD ask(MSIHANDLE session, const wchar_t *program, const wchar_t *arguments, const wchar_t *input, wchar_t **answer);
