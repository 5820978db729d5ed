#pragma once
#include "session.h"

/* Returns the remote addresses of the gateway's rule, separated by commas, "any" if it has none, and "" if there is no
   rule; to be released. */
wchar_t *rule_addresses(void);
