/* Whether the settings given to the installation are right. The service judges by the same rules. */
#include "actions.h"
#include <ws2tcpip.h>

typedef struct {
    MSIHANDLE session;
    wchar_t *text;
} Problems;

static void add_problem(Problems *problems, const wchar_t *message, const wchar_t *subject)
{
    wchar_t *line = message_of(problems->session, message, subject);
    /* Some texts are about two properties, and both may have the problem. */
    if (!wcsstr(problems->text, line)) {
        if (problems->text[0])
            append(&problems->text, L"\r\n");
        append(&problems->text, line);
    }
    release(line);
}

unsigned port_of(const wchar_t *text)
{
    size_t length = wcslen(text);
    if (length < 1 || length > 5 || wcsspn(text, L"0123456789") != length)
        return 0;
    unsigned long port = wcstoul(text, NULL, 10);
    return port <= 65535 ? port : 0;
}

static BOOL is_plain_text(const wchar_t *text)
{
    size_t length = wcslen(text);
    for (size_t i = 0; i < length; i++)
        if (text[i] < 0x20 || (text[i] >= 0x7f && text[i] < 0xa0))
            return FALSE;
    return length <= LONGEST_TEXT;
}

static BOOL is_label(const wchar_t *label, size_t length)
{
    static const wchar_t characters[] = L"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return length >= 1 && length <= 63 && wcsspn(label, characters) >= length
        && label[0] != L'-' && label[length - 1] != L'-';
}

/* A name, also with characters beyond ASCII, or an IPv4 address. */
static BOOL is_host(const wchar_t *text)
{
    wchar_t name[256] = L"";
    IN_ADDR address;
    int length = IdnToAscii(0, text, -1, name, COUNT_OF(name)) - 1;
    if (length > 1 && name[length - 1] == L'.')
        name[--length] = 0;
    if (length < 1 || length > 253)
        return FALSE;
    const wchar_t *label = name;
    for (;;) {
        size_t size = wcscspn(label, L".");
        if (!is_label(label, size))
            return FALSE;
        if (!label[size])
            break;
        label += size + 1;
    }
    /* What ends in a number is taken for an IPv4 address by every resolver. */
    BOOL number = wcsspn(label, L"0123456789") == wcslen(label) || _wcsnicmp(label, L"0x", 2) == 0;
    return !number || InetPtonW(AF_INET, name, &address) == 1;
}

/* http://host:port, with the scheme, the port and a slash at the end left out at will, and [IPv6]. */
static BOOL is_proxy(const wchar_t *text)
{
    wchar_t rest[320];
    if (wcslen(text) >= COUNT_OF(rest))
        return FALSE;
    wcscpy(rest, _wcsnicmp(text, L"http://", 7) == 0 ? text + 7 : text);
    size_t length = wcslen(rest);
    if (length && rest[length - 1] == L'/')
        rest[length - 1] = 0;
    BOOL bracketed = rest[0] == L'[';
    wchar_t *end = bracketed ? wcschr(rest, L']') : wcschr(rest, L':');
    if (bracketed && !end)
        return FALSE;
    wchar_t *host = bracketed ? rest + 1 : rest;
    wchar_t *port = bracketed ? end + 1 : end;
    if (port && *port && (*port != L':' || !port_of(port + 1)))
        return FALSE;
    if (end)
        *end = 0;
    IN6_ADDR address;
    return bracketed ? InetPtonW(AF_INET6, host, &address) == 1 : is_host(host);
}

static BOOL is_free(unsigned port)
{
    WSADATA data;
    if (WSAStartup(MAKEWORD(2, 2), &data))
        return TRUE;
    BOOL exclusive = TRUE;
    SOCKADDR_IN address = {.sin_family = AF_INET, .sin_port = htons((u_short) port)};
    SOCKET probe = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    setsockopt(probe, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *) &exclusive, sizeof exclusive);
    BOOL used = bind(probe, (const SOCKADDR *) &address, sizeof address) == SOCKET_ERROR
        && (WSAGetLastError() == WSAEADDRINUSE || WSAGetLastError() == WSAEACCES);
    closesocket(probe);
    WSACleanup();
    return !used;
}

/* Not a port that the service itself may have. */
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
        else if (!is_proxy(proxy))
            add_problem(problems, L"ProblemProxyForm", L"PROXY");
    } else if (proxy[0] && property_is(problems->session, L"HASPROXY", L"") && !in_wizard(problems->session))
        add_problem(problems, L"ProblemProxyUnused", L"PROXY");
    release(proxy);
}

/* In the wizard an empty password means the one that is stored with this user name. */
static BOOL password_is_stored(MSIHANDLE session, const wchar_t *username)
{
    wchar_t *stored = stored_text(L"RelayProxyUsername");
    BOOL same = stored_password_exists() && wcscmp(stored, username) == 0;
    release(stored);
    return in_wizard(session) && (same || settings_are_hidden());
}

static BOOL has_proxy(MSIHANDLE session)
{
    wchar_t *stored = stored_text(L"RelayProxyAddress");
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
    check_folders(&problems);
    return problems.text;
}
