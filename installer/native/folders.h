#pragma once
#include "session.h"

BOOL is_same_folder(const wchar_t *path, const wchar_t *other);
/* Whether the product may own the folder: on a disk of this computer, shared with nobody, and no link elsewhere. */
BOOL is_own_folder(const wchar_t *path);
/* Whether the code page of non-Unicode programs has all characters of the path. Java's launcher and procrun read the
   path in this code page. */
BOOL is_in_code_page(const wchar_t *path);
