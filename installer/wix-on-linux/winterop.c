/* The functions of WiX's winterop.dll that its binder calls, over libgcab. */
#include <libgcab.h>
#include "shim.h"

enum { S_OK = 0, E_FAIL = (int) 0x80004005 };

typedef struct {
    GCabCabinet *cabinet;
    GCabFolder *folder;
    char *path;
} NewCabinet;

void CreateCabCancel(NewCabinet *made)
{
    g_object_unref(made->folder);
    g_object_unref(made->cabinet);
    g_free(made->path);
    g_free(made);
}

int CreateCabBegin(Utf16 name, Utf16 folder, guint max_files G_GNUC_UNUSED, guint max_size G_GNUC_UNUSED,
                   guint max_threshold G_GNUC_UNUSED, guint compression G_GNUC_UNUSED, NewCabinet **made)
{
    GError *error = NULL;
    char *name8 = utf8(name), *folder8 = utf8(folder);
    char *file = g_str_has_suffix(name8, ".cab") ? g_strdup(name8) : g_strconcat(name8, ".cab", NULL);
    NewCabinet *cabinet = g_new0(NewCabinet, 1);
    cabinet->path = g_build_filename(folder8, file, NULL);
    cabinet->cabinet = gcab_cabinet_new();
    cabinet->folder = gcab_folder_new(GCAB_COMPRESSION_MSZIP);
    gboolean done = gcab_cabinet_add_folder(cabinet->cabinet, cabinet->folder, &error);
    if (done)
        *made = cabinet;
    else {
        complain("create", cabinet->path, error);
        CreateCabCancel(cabinet);
    }
    g_free(file);
    g_free(folder8);
    g_free(name8);
    return done ? S_OK : E_FAIL;
}

int CreateCabAddFile(Utf16 path, Utf16 token, void *hash G_GNUC_UNUSED, NewCabinet *made)
{
    GError *error = NULL;
    char *path8 = utf8(path), *token8 = utf8(token);
    GFile *source = g_file_new_for_path(path8);
    GCabFile *file = gcab_file_new_with_file(token8, source);
    gboolean done = gcab_folder_add_file(made->folder, file, FALSE, NULL, &error);
    if (!done)
        complain("put into the cabinet", path8, error);
    g_object_unref(file);
    g_object_unref(source);
    g_free(token8);
    g_free(path8);
    return done ? S_OK : E_FAIL;
}

int CreateCabFinish(NewCabinet *made, void *split G_GNUC_UNUSED)
{
    GError *error = NULL;
    GFile *target = g_file_new_for_path(made->path);
    GFileOutputStream *out = g_file_replace(target, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
    gboolean done = out && gcab_cabinet_write_simple(made->cabinet, G_OUTPUT_STREAM(out), NULL, NULL, NULL, &error)
        && g_output_stream_close(G_OUTPUT_STREAM(out), NULL, &error);
    if (!done)
        complain("write", made->path, error);
    g_clear_object(&out);
    g_object_unref(target);
    CreateCabCancel(made);
    return done ? S_OK : E_FAIL;
}

int ResetAcls(void *files G_GNUC_UNUSED, guint count G_GNUC_UNUSED)
{
    return S_OK;
}
