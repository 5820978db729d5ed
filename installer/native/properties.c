/* The settings as properties: shown in the wizard, checked, and planned for ApplySettings. */
#include "checks.h"
#include "registry.h"
#include "secrets.h"

static void set_if_empty(MSIHANDLE session, const wchar_t *name, const wchar_t *value)
{
    if (value[0] && property_is(session, name, L""))
        MsiSetPropertyW(session, name, value);
}

/* Fills in the wizard's fields with the settings or their defaults. With SETTINGSHIDDEN, an empty field means no
   change. */
ACTION LoadSettings(MSIHANDLE session)
{
    if (settings_are_hidden()) {
        MsiSetPropertyW(session, L"SETTINGSHIDDEN", L"1");
        return ERROR_SUCCESS;
    }
    wchar_t number[8];
    wchar_t *proxy = stored_list(L"RelayProxyAddress"), *username = stored_text(L"RelayProxyUsername");
    unsigned port = stored_port();
    set_if_empty(session, L"PORTNUMBER", _ultow(port ? port : DEFAULT_PORT, number, 10));
    set_if_empty(session, L"HASPROXY", proxy[0] ? L"1" : L"");
    set_if_empty(session, L"PROXY", proxy);
    set_if_empty(session, L"HASAUTH", username[0] ? L"1" : L"");
    set_if_empty(session, L"USERNAME", username);
    release(username);
    release(proxy);
    return ERROR_SUCCESS;
}

/* Sets SETTINGSPROBLEM. The wizard's page shows it, and the wizard continues only if it is empty. */
ACTION ValidateSettings(MSIHANDLE session)
{
    wchar_t *problems = problems_of(session);
    MsiSetPropertyW(session, L"SETTINGSPROBLEM", problems);
    release(problems);
    return ERROR_SUCCESS;
}

static void plan(wchar_t **lines, const wchar_t *name, const wchar_t *value)
{
    append(lines, name);
    append(lines, L"=");
    append(lines, value);
    append(lines, L"\n");
}

static void plan_property(MSIHANDLE session, wchar_t **lines, const wchar_t *name, const wchar_t *property)
{
    wchar_t *value = property_of(session, property);
    plan(lines, name, value);
    release(value);
}

/* An empty value removes the setting. A credential belongs to its proxy: another proxy must not receive it. */
static BOOL plan_all(MSIHANDLE session, wchar_t **lines)
{
    BOOL has_auth = property_is(session, L"HASAUTH", L"1");
    BOOL proxy_given = !property_is(session, L"HASPROXY", L"");
    if (!property_is(session, L"PORTNUMBER", L""))
        plan_property(session, lines, L"ListenPort", L"PORTNUMBER");
    if (proxy_given && property_is(session, L"HASPROXY", L"1"))
        plan_property(session, lines, L"RelayProxyAddress", L"PROXY");
    else if (proxy_given)
        plan(lines, L"RelayProxyAddress", L"");
    if (property_is(session, L"ALLOWEDCLIENTS", ALL_CLIENTS))
        plan(lines, L"AllowedClients", L"");
    else if (!property_is(session, L"ALLOWEDCLIENTS", L""))
        plan_property(session, lines, L"AllowedClients", L"ALLOWEDCLIENTS");
    if (property_is(session, L"HASPROXY", L"0") || property_is(session, L"HASAUTH", L"0"))
        plan(lines, L"RelayProxyCredentials", L"");
    if (!has_auth) {
        if (proxy_given || property_is(session, L"HASAUTH", L"0")) {
            plan(lines, L"RelayProxyUsername", L"");
            plan(lines, L"RelayProxyPassword", L"");
        }
        return TRUE;
    }
    plan_property(session, lines, L"RelayProxyUsername", L"USERNAME");
    wchar_t *password = property_of(session, L"PASSWORD");
    wchar_t *blob = password[0] ? sealed(session, password) : NULL;
    BOOL done = blob || !password[0];
    if (blob) {
        plan(lines, L"RelayProxyPassword", blob);
        release_secret(blob);
    }
    release_secret(password);
    return done;
}

/* Hands the file over as it is now: the elevated part may not be able to read it. */
static void plan_import(MSIHANDLE session)
{
    wchar_t *path = property_of(session, L"SETTINGSFILE"), *folder = property_of(session, L"INSTALLDIR");
    wchar_t *content = path[0] ? content_of(path) : NULL;
    if (content) {
        wchar_t *error = message_of(session, L"ProblemSettingsFile", L"SETTINGSFILE");
        append(&folder, L"|");
        append(&folder, error);
        append(&folder, L"|");
        append(&folder, content);
        MsiSetPropertyW(session, L"ImportSettings", folder);
        release(error);
        release(content);
    }
    release(folder);
    release(path);
}

ACTION PlanSettings(MSIHANDLE session)
{
    if (property_is(session, L"MsiNTProductType", L"2")) {
        wchar_t *warning = message_of(session, L"WarningDomainController", L"");
        log_line(session, L"%ls", warning);
        release(warning);
    }
    if (property_is(session, L"Installed", L"") && property_is(session, L"WIX_UPGRADE_DETECTED", L"")) {
        wchar_t *defaults = message_of(session, L"StricterDefaults", L"");
        log_line(session, L"%ls", defaults);
        release(defaults);
    }
    wchar_t *problems = problems_of(session);
    wchar_t *lines = allocate(sizeof *lines);
    UINT result = problems[0] ? refuse(session, problems) : ERROR_SUCCESS;
    if (result == ERROR_SUCCESS && !plan_all(session, &lines))
        result = ERROR_INSTALL_FAILURE;
    if (result == ERROR_SUCCESS) {
        MsiSetPropertyW(session, L"ApplySettings", lines);
        plan_import(session);
    }
    release_secret(lines);
    release(problems);
    return result;
}

ACTION ShowServices(MSIHANDLE session)
{
    (void) session;
    ShellExecuteW(NULL, L"open", L"services.msc", NULL, NULL, SW_SHOWNORMAL);
    return ERROR_SUCCESS;
}
