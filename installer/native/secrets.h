#pragma once
#include "session.h"

/* Encrypts a password for this machine. Returns hexadecimal digits, to be released, or NULL on failure. */
wchar_t *sealed(MSIHANDLE session, const wchar_t *password);
/* Returns the bytes that hexadecimal digits stand for, and sets *size; to be released. NULL if they are none. */
BYTE *bytes_of(const wchar_t *digits, DWORD *size);
/* Returns the password that was sealed, to be released with release_secret, or NULL on failure. */
wchar_t *unsealed(MSIHANDLE session, const wchar_t *digits);
