#include "checks.h"
#include "accounts.h"
#include "folders.h"
#include "registry.h"
#include "service.h"
#include "syntax.h"

typedef struct {
    MSIHANDLE session;
    wchar_t *text;
} Problems;

static void add_problem(Problems *problems, const wchar_t *message, const wchar_t *subject)
{
    wchar_t *line = message_of(problems->session, message, subject);
    /* One text may cover two properties, and both may have the problem. */
    if (!wcsstr(problems->text, line)) {
        if (problems->text[0])
            append(&problems->text, L"\r\n");
        append(&problems->text, line);
    }
    release(line);
}

/* Binds like the service. An exclusive bind would also fail while a connection of a former listener is open. */
static BOOL is_free(unsigned port)
{
    WSADATA data;
    if (WSAStartup(MAKEWORD(2, 2), &data))
        return TRUE;
    SOCKADDR_IN address = {.sin_family = AF_INET, .sin_port = htons((u_short) port)};
    SOCKET probe = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    BOOL used = bind(probe, (const SOCKADDR *) &address, sizeof address) == SOCKET_ERROR
        && (WSAGetLastError() == WSAEADDRINUSE || WSAGetLastError() == WSAEACCES);
    closesocket(probe);
    WSACleanup();
    return !used;
}

/* A port that the service itself may have is not taken. */
static BOOL is_taken(unsigned given)
{
    DWORD start_type, state;
    unsigned stored = stored_port();
    BOOL installed = find_service(&start_type, &state);
    if (installed && (!given || given == stored || settings_are_hidden()))
        return FALSE;
    return !is_free(given ? given : stored ? stored : DEFAULT_PORT);
}

static void check_port(Problems *problems)
{
    wchar_t *text = property_of(problems->session, L"PORTNUMBER");
    unsigned given = port_of(text);
    if (text[0] && !given)
        add_problem(problems, L"ProblemPort", L"PORTNUMBER");
    else if (is_taken(given))
        add_problem(problems, L"ProblemPortInUse", L"PORTNUMBER");
    release(text);
}

static void check_flag(Problems *problems, const wchar_t *name)
{
    wchar_t *value = property_of(problems->session, name);
    if (value[0] && wcscmp(value, L"0") && wcscmp(value, L"1"))
        add_problem(problems, L"ProblemFlag", name);
    release(value);
}

static BOOL in_wizard(MSIHANDLE session)
{
    return property_is(session, L"UILevel", L"5");
}

static void check_proxy(Problems *problems)
{
    wchar_t *proxy = property_of(problems->session, L"PROXY");
    if (property_is(problems->session, L"HASPROXY", L"1")) {
        if (!proxy[0])
            add_problem(problems, L"ProblemProxyMissing", L"PROXY");
        else if (!is_proxy_list(proxy))
            add_problem(problems, L"ProblemProxyForm", L"PROXY");
    } else if (proxy[0] && property_is(problems->session, L"HASPROXY", L"") && !in_wizard(problems->session))
        add_problem(problems, L"ProblemProxyUnused", L"PROXY");
    release(proxy);
}

/* In the wizard, an empty password stands for the password that is stored with this user name. */
static BOOL password_is_stored(MSIHANDLE session, const wchar_t *username)
{
    wchar_t *stored = stored_text(L"RelayProxyUsername");
    BOOL same = stored_password_exists() && wcscmp(stored, username) == 0;
    release(stored);
    return in_wizard(session) && (same || settings_are_hidden());
}

static BOOL has_proxy(MSIHANDLE session)
{
    wchar_t *stored = stored_list(L"RelayProxyAddress");
    BOOL known = stored[0] || settings_are_hidden();
    release(stored);
    return property_is(session, L"HASPROXY", L"1") || (property_is(session, L"HASPROXY", L"") && known);
}

static void check_credential(Problems *problems)
{
    MSIHANDLE session = problems->session;
    if (!property_is(session, L"HASAUTH", L"1"))
        return;
    wchar_t *username = property_of(session, L"USERNAME"), *password = property_of(session, L"PASSWORD");
    if (!has_proxy(session))
        add_problem(problems, L"ProblemCredentialUnused", L"HASAUTH");
    if (!username[0])
        add_problem(problems, L"ProblemCredentialMissing", L"USERNAME");
    else if (wcschr(username, L':') || !is_plain_text(username))
        add_problem(problems, L"ProblemCredentialForm", L"USERNAME");
    if (!password[0] && !password_is_stored(session, username))
        add_problem(problems, L"ProblemCredentialMissing", L"PASSWORD");
    else if (!is_plain_text(password))
        add_problem(problems, L"ProblemCredentialForm", L"PASSWORD");
    release_secret(password);
    release(username);
}

static void check_clients(Problems *problems)
{
    wchar_t *clients = property_of(problems->session, L"ALLOWEDCLIENTS");
    if (clients[0] && wcscmp(clients, ALL_CLIENTS) && !is_client_list(clients))
        add_problem(problems, L"ProblemClients", L"ALLOWEDCLIENTS");
    release(clients);
}

static void check_settings_file(Problems *problems)
{
    wchar_t *path = property_of(problems->session, L"SETTINGSFILE");
    wchar_t *content = path[0] ? content_of(path) : NULL;
    if (path[0] && !content)
        add_problem(problems, L"ProblemSettingsFile", L"SETTINGSFILE");
    if (content)
        release(content);
    release(path);
}

/* The account that the service has keeps its password. */
static void check_account(Problems *problems)
{
    wchar_t *account = property_of(problems->session, L"SERVICEACCOUNT"), *current = account_of_service();
    wchar_t *password = property_of(problems->session, L"SERVICEPASSWORD");
    SID *sid = sid_of(account);
    DWORD error = sid && password[0] && !is_managed(account) ? logon_error(account, password) : ERROR_SUCCESS;
    if (account[0] && !sid && !is_virtual(account))
        add_problem(problems, L"ProblemAccountUnknown", L"SERVICEACCOUNT");
    else if (password[0] && (!account[0] || is_managed(account)))
        add_problem(problems, L"ProblemAccountPasswordUnused", L"SERVICEPASSWORD");
    else if (sid && !password[0] && !is_managed(account) && !is_same_account(account, current))
        add_problem(problems, L"ProblemAccountPassword", L"SERVICEPASSWORD");
    else if (error) {
        wchar_t *reason = text_of(error);
        add_problem(problems, L"ProblemAccountRefused", reason);
        release(reason);
    }
    if (sid)
        release(sid);
    release_secret(password);
    release(current);
    release(account);
}

static void check_own_folder(Problems *problems, const wchar_t *property, const wchar_t *name)
{
    wchar_t *folder = property_of(problems->session, property);
    if (folder[0] && !is_own_folder(folder))
        add_problem(problems, L"ProblemFolder", name ? name : folder);
    release(folder);
}

static void check_folders(Problems *problems)
{
    wchar_t *folder = property_of(problems->session, L"INSTALLDIR");
    wchar_t *previous = property_of(problems->session, L"PREVIOUSFOLDER");
    if (folder[0] && previous[0] && !is_same_folder(folder, previous))
        add_problem(problems, L"ProblemFolderMoved", L"INSTALLDIR");
    else
        check_own_folder(problems, L"INSTALLDIR", L"INSTALLDIR");
    if (!is_in_code_page(folder))
        add_problem(problems, L"ProblemFolderCharacters", L"INSTALLDIR");
    check_own_folder(problems, L"DataFolder", NULL);
    check_own_folder(problems, L"LogFolder", NULL);
    release(previous);
    release(folder);
}

wchar_t *problems_of(MSIHANDLE session)
{
    Problems problems = {session, allocate(sizeof(wchar_t))};
    check_flag(&problems, L"HASPROXY");
    check_flag(&problems, L"HASAUTH");
    check_port(&problems);
    check_proxy(&problems);
    check_credential(&problems);
    check_clients(&problems);
    check_settings_file(&problems);
    check_account(&problems);
    check_folders(&problems);
    return problems.text;
}
