#pragma once
#include "session.h"

/* Runs a program of system32, and logs its exit code. Returns whether that is 0. */
BOOL run(MSIHANDLE session, const wchar_t *program, const wchar_t *format, ...);
