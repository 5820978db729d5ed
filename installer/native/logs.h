#pragma once
#include "session.h"

/* Returns the log's size in bytes, 0 if there is no such log. */
LONGLONG log_size(const wchar_t *path);
/* Returns the message of the first error that the log has after the first `start` bytes, "" if there is none; to be
   released. */
wchar_t *first_error(const wchar_t *path, LONGLONG start);
