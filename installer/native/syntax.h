#pragma once
#include "session.h"

/* The number, if the text is one from 1 to 65535, else 0. */
unsigned port_of(const wchar_t *text);
/* Whether the text has at most 256 characters and no control characters. */
BOOL is_plain_text(const wchar_t *text);
/* Whether the text is http://host:port. Scheme, port and a last slash are optional; the host may be an [IPv6]
   address. */
BOOL is_proxy(const wchar_t *text);
