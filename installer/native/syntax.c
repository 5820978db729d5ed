/* The form of each setting's text. The service checks settings by the same rules. */
#include "syntax.h"
#include <ws2tcpip.h>

enum { LONGEST_TEXT = 256 };

unsigned port_of(const wchar_t *text)
{
    size_t length = wcslen(text);
    if (length < 1 || length > 5 || wcsspn(text, L"0123456789") != length)
        return 0;
    unsigned long port = wcstoul(text, NULL, 10);
    return port <= 65535 ? port : 0;
}

BOOL is_plain_text(const wchar_t *text)
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

/* Typographic quotes, and the letters that IDNA 2003 and IDNA 2008 map differently. */
static BOOL has_look_alike(const wchar_t *text)
{
    static const wchar_t look_alikes[] = L"\x2018\x2019\x201A\x201B\x201C\x201D\x201E\x201F"
        L"\x00DF\x1E9E\x03C2\x200C\x200D";
    return wcspbrk(text, look_alikes) != NULL;
}

/* A host name, in Unicode too, or an IPv4 address. */
static BOOL is_host(const wchar_t *text)
{
    wchar_t name[256] = L"";
    IN_ADDR address;
    if (has_look_alike(text))
        return FALSE;
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
    /* Every resolver takes a name that ends in a number for an IPv4 address. */
    BOOL number = wcsspn(label, L"0123456789") == wcslen(label) || _wcsnicmp(label, L"0x", 2) == 0;
    return !number || InetPtonW(AF_INET, name, &address) == 1;
}

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

BOOL is_proxy_list(const wchar_t *text)
{
    BOOL any = FALSE, right = TRUE;
    while (right && *text) {
        text += wcsspn(text, L" ,;");
        size_t length = wcscspn(text, L",;");
        wchar_t *proxy = allocate((length + 1) * sizeof *proxy);
        wcsncpy(proxy, text, length);
        text += length;
        while (length && proxy[length - 1] == L' ')
            proxy[--length] = 0;
        right = !length || is_proxy(proxy);
        any = any || length;
        release(proxy);
    }
    return any && right;
}

typedef struct {
    BYTE bytes[sizeof(IN6_ADDR)];
    size_t size;
} Address;

/* The service takes an IPv4-mapped address for the IPv4 address, and the firewall does not: it is refused here. */
static BOOL read_address(const wchar_t *text, Address *address)
{
    IN6_ADDR *ipv6 = (IN6_ADDR *) address->bytes;
    address->size = sizeof(IN_ADDR);
    if (InetPtonW(AF_INET, text, address->bytes) == 1)
        return TRUE;
    address->size = sizeof *ipv6;
    return !wcschr(text, L'%') && InetPtonW(AF_INET6, text, ipv6) == 1 && !IN6_IS_ADDR_V4MAPPED(ipv6);
}

/* Whether no bit behind the first `prefix` ones is set. */
static BOOL begins_block(const Address *address, unsigned prefix)
{
    for (unsigned bit = prefix; bit < 8 * address->size; bit++)
        if (address->bytes[bit / 8] & 0x80 >> bit % 8)
            return FALSE;
    return TRUE;
}

static BOOL is_client(wchar_t *text)
{
    Address first, last;
    wchar_t *prefix = wcschr(text, L'/'), *end = wcschr(text, L'-');
    if (prefix) {
        *prefix++ = 0;
        size_t length = wcslen(prefix);
        unsigned long bits = wcstoul(prefix, NULL, 10);
        return length >= 1 && length <= 3 && wcsspn(prefix, L"0123456789") == length && (length == 1 || *prefix != L'0')
            && read_address(text, &first) && bits <= 8 * first.size && begins_block(&first, bits);
    }
    if (!end)
        return read_address(text, &first);
    *end++ = 0;
    return read_address(text, &first) && read_address(end, &last) && first.size == last.size
        && memcmp(first.bytes, last.bytes, first.size) <= 0;
}

wchar_t *next_element(const wchar_t **list)
{
    static const wchar_t separators[] = L" ,;";
    *list += wcsspn(*list, separators);
    size_t length = wcscspn(*list, separators);
    if (!length)
        return NULL;
    wchar_t *client = allocate((length + 1) * sizeof *client);
    wcsncpy(client, *list, length);
    *list += length;
    return client;
}

BOOL is_client_list(const wchar_t *text)
{
    BOOL right = text[wcsspn(text, L" ,;")] != 0;
    wchar_t *client;
    while (right && (client = next_element(&text))) {
        right = is_client(client);
        release(client);
    }
    return right;
}
