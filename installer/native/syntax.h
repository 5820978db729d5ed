#pragma once
#include "session.h"

/* The number, if the text is one from 1 to 65535, else 0. */
unsigned port_of(const wchar_t *text);
/* Whether the text has at most 256 characters and no control characters. */
BOOL is_plain_text(const wchar_t *text);
/* Whether the text is a list of IP addresses, CIDR blocks and ranges, separated by commas or semicolons. */
BOOL is_client_list(const wchar_t *text);
/* Returns the next element of such a list, without the blanks around it, and moves *list behind it; to be released.
   Returns NULL behind the last element. */
wchar_t *next_element(const wchar_t **list);
/* Whether the text is a list, separated by commas or semicolons, of http://host:port. Scheme, port and a last slash are
   optional; the host may be an [IPv6] address. */
BOOL is_proxy_list(const wchar_t *text);
