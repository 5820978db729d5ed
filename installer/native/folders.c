/* Whether the product may own a folder: setup restricts who may write to it, and removal empties it. */
#include "folders.h"
#include <shlobj.h>

static size_t length_without_slash(const wchar_t *path)
{
    size_t length = wcslen(path);
    return length && path[length - 1] == L'\\' ? length - 1 : length;
}

BOOL is_same_folder(const wchar_t *path, const wchar_t *other)
{
    size_t length = length_without_slash(path);
    return length == length_without_slash(other) && _wcsnicmp(path, other, length) == 0;
}

static BOOL is_below(const wchar_t *path, int known_folder)
{
    wchar_t folder[MAX_PATH];
    if (SHGetFolderPathW(NULL, known_folder, NULL, SHGFP_TYPE_CURRENT, folder) != S_OK)
        return FALSE;
    size_t length = wcslen(folder);
    return _wcsnicmp(path, folder, length) == 0 && (!path[length] || path[length] == L'\\');
}

static BOOL is_shared(const wchar_t *path)
{
    static const int known_folders[] = {CSIDL_PROGRAM_FILES, CSIDL_PROGRAM_FILESX86, CSIDL_PROGRAM_FILES_COMMON,
                                        CSIDL_COMMON_APPDATA, CSIDL_PROFILE};
    wchar_t folder[MAX_PATH];
    for (size_t i = 0; i < COUNT_OF(known_folders); i++)
        if (SHGetFolderPathW(NULL, known_folders[i], NULL, SHGFP_TYPE_CURRENT, folder) == S_OK
            && is_same_folder(path, folder))
            return TRUE;
    return is_below(path, CSIDL_WINDOWS);
}

static BOOL is_on_own_disk(const wchar_t *path)
{
    wchar_t root[] = {path[0], L':', L'\\', 0};
    return length_without_slash(path) > 2 && path[1] == L':' && GetDriveTypeW(root) != DRIVE_REMOTE;
}

BOOL is_own_folder(const wchar_t *path)
{
    DWORD attributes = GetFileAttributesW(path);
    BOOL link = attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_REPARSE_POINT);
    return is_on_own_disk(path) && !is_shared(path) && !link;
}

BOOL is_in_code_page(const wchar_t *path)
{
    BOOL lost = FALSE;
    /* UTF-8 has every character, and this function rejects the last argument with UTF-8. */
    return GetACP() == CP_UTF8 || !path[0]
        || (WideCharToMultiByte(CP_ACP, WC_NO_BEST_FIT_CHARS, path, -1, NULL, 0, NULL, &lost) && !lost);
}
