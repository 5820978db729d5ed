#pragma once
#include "session.h"

/* Checks the properties that setup was given. Returns a line for each problem, "" if there is none; to be released. */
wchar_t *problems_of(MSIHANDLE session);
