#pragma once
#include "session.h"

/* Opens the service. Returns NULL, and sets the last error, if there is none or access is denied. */
SC_HANDLE open_service(DWORD access);
/* Sets the service's start type and state. Returns FALSE if there is no such service. */
BOOL find_service(DWORD *start_type, DWORD *state);
