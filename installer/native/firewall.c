/* The rule of Windows Firewall, changed by netsh, as an administrator would. A failure is only logged: the gateway
   works behind another vendor's firewall, too. */
#include "firewall.h"
#include "names.h"
#include "registry.h"
#include "run.h"

#define NETSH_RULE(verb) L"advfirewall firewall " verb L" rule name=\"" FIREWALL_RULE L"\""
/* What netsh shows of a rule is in the language of Windows, so setup reads the rule where the firewall has it:
   v2.30|Action=Allow|Dir=In|LPort=8080|RA4=10.0.0.0/255.0.0.0|RA6=fd00::/64|Name=OMS Gateway| ([MS-GPFAS], 2.2.2). */
#define RULES_KEY L"SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules"
/* The firewall takes no list of any length. */
enum { LONGEST_CLIENTS = 8000, LONGEST_RULE = 32768, LONGEST_NAME = 256 };

static void add_address(wchar_t **addresses, const wchar_t *address)
{
    /* A keyword such as LocalSubnet is there for IPv4 and for IPv6. */
    if (wcsstr(*addresses, address) && !wcspbrk(address, L".:"))
        return;
    if ((*addresses)[0])
        append(addresses, L",");
    append(addresses, address);
}

/* Returns the remote addresses, to be released, or NULL if this is another rule. */
static wchar_t *addresses_in(wchar_t *rule)
{
    wchar_t *addresses = allocate(sizeof *addresses);
    BOOL is_ours = FALSE, is_inbound = FALSE;
    for (wchar_t *field = rule, *next; field; field = next) {
        next = wcschr(field, L'|');
        if (next)
            *next++ = 0;
        is_ours |= !wcscmp(field, L"Name=" FIREWALL_RULE);
        is_inbound |= !wcscmp(field, L"Dir=In");
        if (!wcsncmp(field, L"RA4=", 4) || !wcsncmp(field, L"RA6=", 4))
            add_address(&addresses, field + 4);
    }
    if (is_ours && is_inbound) {
        append(&addresses, addresses[0] ? L"" : L"any");
        return addresses;
    }
    release(addresses);
    return NULL;
}

wchar_t *rule_addresses(void)
{
    HKEY key;
    wchar_t *rule = allocate((LONGEST_RULE + 1) * sizeof *rule), *found = NULL;
    if (!open_key(RULES_KEY, &key)) {
        LSTATUS error = ERROR_SUCCESS;
        for (DWORD i = 0; !found && error != ERROR_NO_MORE_ITEMS; i++) {
            wchar_t name[LONGEST_NAME];
            DWORD length = COUNT_OF(name), size = LONGEST_RULE * sizeof *rule, type;
            error = RegEnumValueW(key, i, name, &length, NULL, &type, (BYTE *) rule, &size);
            if (!error && type == REG_SZ) {
                rule[size / sizeof *rule] = 0;
                found = addresses_in(rule);
            }
        }
        RegCloseKey(key);
    }
    release(rule);
    return found ? found : allocate(sizeof *found);
}

/* Changes an existing rule instead of replacing it. Without addresses, a rule keeps its own. */
static void set_rule(MSIHANDLE session, const wchar_t *program, const wchar_t *addresses)
{
    unsigned port = policy_port();
    if (!port)
        port = stored_port();
    if (!port)
        port = DEFAULT_PORT;
    const wchar_t *argument = addresses[0] ? L" remoteip=" : L"";
    BOOL done = run(session, L"netsh.exe", NETSH_RULE(L"set") L" dir=in new localport=%u program=\"%ls\"%ls%ls", port,
                    program, argument, addresses)
        || run(session, L"netsh.exe", NETSH_RULE(L"add") L" dir=in action=allow protocol=TCP localport=%u"
               L" program=\"%ls\"%ls%ls", port, program, argument, addresses);
    if (!done)
        log_line(session, L"OMS Gateway: no firewall rule; port %u may not be reachable", port);
}

/* CustomActionData is the program, a bar, and the property ALLOWEDCLIENTS. The rule follows the clients that are set.
   Where none are, it allows all clients if setup was given this, or if some were set before; otherwise it stays as it
   is: an administrator may have narrowed it. */
ACTION OpenFirewall(MSIHANDLE session)
{
    wchar_t *program = property_of(session, L"CustomActionData"), *given = wcschr(program, L'|');
    wchar_t *clients = clients_in_force(SETTINGS_KEY);
    wchar_t *before = clients_in_force(SAVED_SETTINGS_KEY);
    BOOL too_long = wcslen(clients) > LONGEST_CLIENTS;
    if (too_long)
        log_line(session, L"OMS Gateway: too many clients for the firewall rule, which allows all");
    if (given) {
        BOOL all = too_long || (!clients[0] && (given[1] || before[0]));
        *given = 0;
        set_rule(session, program, all ? L"any" : clients);
    }
    release(before);
    release(clients);
    release(program);
    return ERROR_SUCCESS;
}

/* CustomActionData is the program. */
ACTION ReopenFirewall(MSIHANDLE session)
{
    wchar_t *program = property_of(session, L"CustomActionData"), *addresses = text_in(SAVED_KEY, SAVED_ADDRESSES);
    set_rule(session, program, addresses);
    release(addresses);
    release(program);
    return ERROR_SUCCESS;
}

ACTION CloseFirewall(MSIHANDLE session)
{
    run(session, L"netsh.exe", NETSH_RULE(L"delete") L" dir=in");
    return ERROR_SUCCESS;
}
