/* Keeps a copy of the settings while setup runs, and restores it if setup fails. */
#include "firewall.h"
#include "registry.h"

static LSTATUS copy_key(const wchar_t *from, HKEY to)
{
    HKEY source;
    LSTATUS error = open_key(from, &source);
    if (error)
        return error;
    error = RegCopyTreeW(source, NULL, to);
    RegCloseKey(source);
    return error;
}

static LSTATUS save_addresses(HKEY saved)
{
    wchar_t *addresses = rule_addresses();
    LSTATUS error = write_text(saved, SAVED_ADDRESSES, addresses);
    release(addresses);
    return error;
}

/* The value Existed, written last, says whether there were settings. */
static LSTATUS save_settings(HKEY saved)
{
    HKEY copy;
    LSTATUS error = RegCreateKeyExW(saved, L"Settings", 0, NULL, 0, KEY_ALL_ACCESS, NULL, &copy, NULL);
    if (error)
        return error;
    error = copy_key(SETTINGS_KEY, copy);
    RegCloseKey(copy);
    DWORD existed = !error;
    if (error && error != ERROR_FILE_NOT_FOUND)
        return error;
    return RegSetValueExW(saved, L"Existed", 0, REG_DWORD, (const BYTE *) &existed, sizeof existed);
}

ACTION SaveSettings(MSIHANDLE session)
{
    HKEY saved;
    LSTATUS error = delete_key(SAVED_KEY);
    if (!error)
        error = create_protected_key(SAVED_KEY, &saved);
    if (!error) {
        error = save_addresses(saved);
        if (!error)
            error = save_settings(saved);
        RegCloseKey(saved);
    }
    return log_failure(session, L"saving the settings", error) ? ERROR_INSTALL_FAILURE : ERROR_SUCCESS;
}

ACTION ForgetSavedSettings(MSIHANDLE session)
{
    log_failure(session, L"deleting the saved settings", delete_key(SAVED_KEY));
    return ERROR_SUCCESS;
}

static LSTATUS restore_settings(void)
{
    HKEY settings;
    DWORD existed, size = sizeof existed;
    /* Without this value nothing was saved, and so nothing was changed. */
    if (RegGetValueW(HKEY_LOCAL_MACHINE, SAVED_KEY, L"Existed", RRF_RT_REG_DWORD, NULL, &existed, &size))
        return ERROR_SUCCESS;
    LSTATUS error = delete_key(SETTINGS_KEY);
    if (error || !existed)
        return error;
    error = create_protected_key(SETTINGS_KEY, &settings);
    if (!error) {
        error = copy_key(SAVED_SETTINGS_KEY, settings);
        RegCloseKey(settings);
    }
    return error;
}

ACTION RestoreSettings(MSIHANDLE session)
{
    log_failure(session, L"restoring the settings", restore_settings());
    return ERROR_SUCCESS;
}

ACTION RemoveSettings(MSIHANDLE session)
{
    LSTATUS error = delete_key(SETTINGS_KEY);
    return log_failure(session, L"deleting the settings", error) ? ERROR_INSTALL_FAILURE : ERROR_SUCCESS;
}
