#pragma once
#include "session.h"

/* Returns the text of a file in UTF-8, to be released; NULL if it can't be read, is empty, or is too long. */
wchar_t *content_of(const wchar_t *path);

/* The value of ALLOWEDCLIENTS that allows all clients again. */
#define ALL_CLIENTS L"all"

/* Checks the properties that setup was given. Returns a line for each problem, "" if there is none; to be released. */
wchar_t *problems_of(MSIHANDLE session);
