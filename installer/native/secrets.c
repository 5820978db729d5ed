/* Passwords on their way from a property to the action that needs them. They are encrypted, because Windows Installer
   writes what it hands to deferred actions to the disk. */
#include "secrets.h"
#include <wincrypt.h>

wchar_t *sealed(MSIHANDLE session, const wchar_t *password)
{
    static const wchar_t digits[] = L"0123456789abcdef";
    DATA_BLOB plain = {(DWORD) (wcslen(password) * sizeof *password), (BYTE *) password}, blob = {0, NULL};
    DWORD flags = CRYPTPROTECT_LOCAL_MACHINE | CRYPTPROTECT_UI_FORBIDDEN;
    if (!CryptProtectData(&plain, NULL, NULL, NULL, NULL, flags, &blob)) {
        log_failure(session, L"encrypting a password", (LSTATUS) GetLastError());
        return NULL;
    }
    wchar_t *hex = allocate((2 * blob.cbData + 1) * sizeof *hex);
    for (DWORD i = 0; i < blob.cbData; i++) {
        hex[2 * i] = digits[blob.pbData[i] >> 4];
        hex[2 * i + 1] = digits[blob.pbData[i] & 15];
    }
    LocalFree(blob.pbData);
    return hex;
}

BYTE *bytes_of(const wchar_t *digits, DWORD *size)
{
    size_t length = wcslen(digits);
    if (!length || length % 2 || wcsspn(digits, L"0123456789abcdef") != length)
        return NULL;
    *size = (DWORD) (length / 2);
    BYTE *bytes = allocate(*size);
    for (DWORD i = 0; i < *size; i++) {
        wchar_t pair[3] = {digits[2 * i], digits[2 * i + 1], 0};
        bytes[i] = (BYTE) wcstoul(pair, NULL, 16);
    }
    return bytes;
}

wchar_t *unsealed(MSIHANDLE session, const wchar_t *digits)
{
    DATA_BLOB blob = {0, NULL}, plain = {0, NULL};
    wchar_t *password = NULL;
    blob.pbData = bytes_of(digits, &blob.cbData);
    if (blob.pbData && CryptUnprotectData(&blob, NULL, NULL, NULL, NULL, CRYPTPROTECT_UI_FORBIDDEN, &plain)) {
        password = allocate(plain.cbData + sizeof *password);
        memcpy(password, plain.pbData, plain.cbData);
        SecureZeroMemory(plain.pbData, plain.cbData);
        LocalFree(plain.pbData);
    } else
        log_failure(session, L"decrypting a password", (LSTATUS) (blob.pbData ? GetLastError() : ERROR_INVALID_DATA));
    if (blob.pbData)
        release(blob.pbData);
    return password;
}
