/* The settings in the registry. */
#include "registry.h"
#include "names.h"
#include "secrets.h"
#include "syntax.h"
#include <aclapi.h>
#include <sddl.h>

LSTATUS create_protected_key(const wchar_t *path, HKEY *key)
{
    SECURITY_ATTRIBUTES security = {sizeof security, NULL, FALSE};
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(SETTINGS_SDDL, SDDL_REVISION_1,
                                                              &security.lpSecurityDescriptor, NULL))
        return GetLastError();
    LSTATUS error = RegCreateKeyExW(HKEY_LOCAL_MACHINE, path, 0, NULL, 0, KEY_ALL_ACCESS, &security, key, NULL);
    /* The key may have existed before. */
    if (!error)
        error = RegSetKeySecurity(*key, DACL_SECURITY_INFORMATION, security.lpSecurityDescriptor);
    LocalFree(security.lpSecurityDescriptor);
    return error;
}

LSTATUS open_key(const wchar_t *path, HKEY *key)
{
    return RegOpenKeyExW(HKEY_LOCAL_MACHINE, path, 0, KEY_READ, key);
}

LSTATUS delete_key(const wchar_t *path)
{
    LSTATUS error = RegDeleteTreeW(HKEY_LOCAL_MACHINE, path);
    return error == ERROR_FILE_NOT_FOUND ? ERROR_SUCCESS : error;
}

static unsigned port_in(const wchar_t *key)
{
    DWORD port = 0, size = sizeof port;
    LSTATUS error = RegGetValueW(HKEY_LOCAL_MACHINE, key, L"ListenPort", RRF_RT_REG_DWORD, NULL, &port, &size);
    return !error && port <= 65535 ? port : 0;
}

unsigned stored_port(void)
{
    return port_in(SETTINGS_KEY);
}

unsigned policy_port(void)
{
    return port_in(POLICY_KEY);
}

wchar_t *text_in(const wchar_t *key, const wchar_t *name)
{
    DWORD size = 0;
    RegGetValueW(HKEY_LOCAL_MACHINE, key, name, RRF_RT_REG_SZ, NULL, NULL, &size);
    wchar_t *text = allocate(size + sizeof *text);
    if (RegGetValueW(HKEY_LOCAL_MACHINE, key, name, RRF_RT_REG_SZ, NULL, text, &size))
        text[0] = 0;
    return text;
}

wchar_t *stored_text(const wchar_t *name)
{
    return text_in(SETTINGS_KEY, name);
}

static wchar_t *list_in(const wchar_t *key, const wchar_t *name)
{
    DWORD size = 0;
    if (RegGetValueW(HKEY_LOCAL_MACHINE, key, name, RRF_RT_REG_MULTI_SZ, NULL, NULL, &size))
        return text_in(key, name);
    wchar_t *list = allocate(size + 2 * sizeof *list);
    if (RegGetValueW(HKEY_LOCAL_MACHINE, key, name, RRF_RT_REG_MULTI_SZ, NULL, list, &size))
        list[0] = list[1] = 0;
    for (wchar_t *end = list + wcslen(list); end > list && end[1]; end += wcslen(end))
        *end = L',';
    return list;
}

wchar_t *stored_list(const wchar_t *name)
{
    return list_in(SETTINGS_KEY, name);
}

wchar_t *clients_in_force(const wchar_t *settings)
{
    wchar_t *clients = list_in(POLICY_KEY, L"AllowedClients");
    if (clients[0])
        return clients;
    release(clients);
    return list_in(settings, L"AllowedClients");
}

BOOL stored_password_exists(void)
{
    return !RegGetValueW(HKEY_LOCAL_MACHINE, SETTINGS_KEY, L"RelayProxyPassword", RRF_RT_REG_BINARY, NULL, NULL, NULL);
}

BOOL settings_are_hidden(void)
{
    HKEY key;
    LSTATUS error = open_key(SETTINGS_KEY, &key);
    if (!error)
        RegCloseKey(key);
    return error == ERROR_ACCESS_DENIED;
}

static LSTATUS delete_value(HKEY key, const wchar_t *name)
{
    LSTATUS error = RegDeleteValueW(key, name);
    return error == ERROR_FILE_NOT_FOUND ? ERROR_SUCCESS : error;
}

static LSTATUS write_port(HKEY key, unsigned port)
{
    DWORD number = port;
    return port ? RegSetValueExW(key, L"ListenPort", 0, REG_DWORD, (const BYTE *) &number, sizeof number)
                : ERROR_INVALID_DATA;
}

LSTATUS write_text(HKEY key, const wchar_t *name, const wchar_t *value)
{
    DWORD size = (DWORD) ((wcslen(value) + 1) * sizeof *value);
    return *value ? RegSetValueExW(key, name, 0, REG_SZ, (const BYTE *) value, size) : delete_value(key, name);
}

static LSTATUS write_clients(HKEY key, const wchar_t *value)
{
    wchar_t *list = allocate((wcslen(value) + 2) * sizeof *list), *end = list, *client;
    while ((client = next_element(&value))) {
        wcscpy(end, client);
        end += wcslen(client) + 1;
        release(client);
    }
    DWORD size = (DWORD) ((BYTE *) (end + 1) - (BYTE *) list);
    LSTATUS error = end > list ? RegSetValueExW(key, L"AllowedClients", 0, REG_MULTI_SZ, (const BYTE *) list, size)
                               : delete_value(key, L"AllowedClients");
    release(list);
    return error;
}

/* The value is the blob in hexadecimal digits. */
static LSTATUS write_password(HKEY key, const wchar_t *value)
{
    if (!value[0])
        return delete_value(key, L"RelayProxyPassword");
    DWORD size;
    BYTE *blob = bytes_of(value, &size);
    if (!blob)
        return ERROR_INVALID_DATA;
    LSTATUS error = RegSetValueExW(key, L"RelayProxyPassword", 0, REG_BINARY, blob, size);
    release(blob);
    return error;
}

/* A line is name=value, as PlanSettings writes it. */
static LSTATUS apply_line(HKEY settings, wchar_t *line)
{
    wchar_t *value = wcschr(line, L'=');
    if (!value)
        return ERROR_INVALID_DATA;
    *value++ = 0;
    if (wcscmp(line, L"ListenPort") == 0)
        return write_port(settings, port_of(value));
    if (wcscmp(line, L"AllowedClients") == 0)
        return write_clients(settings, value);
    if (wcscmp(line, L"RelayProxyPassword") == 0)
        return write_password(settings, value);
    if (wcscmp(line, L"RelayProxyCredentials") == 0 && !*value)
        return delete_value(settings, line);
    if (wcscmp(line, L"RelayProxyAddress") == 0 || wcscmp(line, L"RelayProxyUsername") == 0)
        return write_text(settings, line, value);
    return ERROR_INVALID_DATA;
}

static LSTATUS apply_lines(MSIHANDLE session, HKEY settings, wchar_t *lines)
{
    LSTATUS error = ERROR_SUCCESS;
    while (!error && *lines) {
        size_t length = wcscspn(lines, L"\n");
        wchar_t *next = lines + length + (lines[length] ? 1 : 0);
        lines[length] = 0;
        error = apply_line(settings, lines);
        log_line(session, L"OMS Gateway: %ls written: error %ld", lines, error);
        lines = next;
    }
    return error;
}

ACTION ApplySettings(MSIHANDLE session)
{
    HKEY settings;
    wchar_t *lines = property_of(session, L"CustomActionData");
    LSTATUS error = create_protected_key(SETTINGS_KEY, &settings);
    if (!error) {
        error = apply_lines(session, settings, lines);
        if (!error && !stored_port())
            error = write_port(settings, DEFAULT_PORT);
        RegCloseKey(settings);
    }
    release_secret(lines);
    return log_failure(session, L"writing the settings", error) ? ERROR_INSTALL_FAILURE : ERROR_SUCCESS;
}
