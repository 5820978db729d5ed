/* The functions of msi.dll that WiX's binder calls, over libmsi. */
#include <libmsi.h>
#include <gio/gio.h>
#include <stdint.h>
#include <string.h>
#include "shim.h"

enum {
    SUCCESS = 0,
    FILE_NOT_FOUND = 2,
    INVALID_HANDLE = 6,
    MORE_DATA = 234,
    NO_MORE_ITEMS = 259,
    FILE_INVALID = 1006,
    BAD_QUERY_SYNTAX = 1615,
    FUNCTION_FAILED = 1627,
};

typedef uint32_t Handle;

/* The object of a handle. A view keeps its database and query, because rows are added to it by our own INSERT. */
typedef struct {
    gpointer object;
    LibmsiDatabase *database;
    char *text;
    guint codepage;
} Item;

static GMutex lock;
static GHashTable *items;
static Handle last_handle;

static void free_item(gpointer pointer)
{
    Item *item = pointer;
    if (LIBMSI_IS_QUERY(item->object))
        libmsi_query_close(item->object, NULL);
    g_object_unref(item->object);
    g_clear_object(&item->database);
    g_free(item->text);
    g_free(item);
}

/* Takes ownership of the object and the text. */
static Handle add_item(gpointer object, LibmsiDatabase *database, char *text)
{
    Item *item = g_new0(Item, 1);
    item->object = object;
    item->database = database ? g_object_ref(database) : NULL;
    item->text = text;
    g_mutex_lock(&lock);
    if (!items)
        items = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_item);
    Handle handle = ++last_handle;
    g_hash_table_insert(items, GUINT_TO_POINTER(handle), item);
    g_mutex_unlock(&lock);
    return handle;
}

static Item *item_of(Handle handle)
{
    g_mutex_lock(&lock);
    Item *item = items ? g_hash_table_lookup(items, GUINT_TO_POINTER(handle)) : NULL;
    g_mutex_unlock(&lock);
    return item;
}

static gpointer object_of(Handle handle)
{
    Item *item = item_of(handle);
    return item ? item->object : NULL;
}

int MsiCloseHandle(Handle handle)
{
    g_mutex_lock(&lock);
    gboolean known = items && g_hash_table_remove(items, GUINT_TO_POINTER(handle));
    g_mutex_unlock(&lock);
    return known ? SUCCESS : INVALID_HANDLE;
}

/* Copies to a caller's buffer as msi.dll does: *size counts characters, without the final zero on return. */
static int copy_text(const char *text, gunichar2 *buffer, int *size)
{
    glong length;
    gunichar2 *wide = g_utf8_to_utf16(text, -1, NULL, &length, NULL);
    gboolean fits = buffer && *size > length;
    if (fits)
        memcpy(buffer, wide, (length + 1) * sizeof *wide);
    *size = length;
    g_free(wide);
    return fits ? SUCCESS : MORE_DATA;
}

int MsiOpenDatabaseW(Utf16 path, intptr_t persist, Handle *handle)
{
    static const guint modes[] = {LIBMSI_DB_FLAGS_READONLY, LIBMSI_DB_FLAGS_TRANSACT, LIBMSI_DB_FLAGS_TRANSACT};
    guint flags = persist >= 0 && persist < 3 ? modes[persist] : LIBMSI_DB_FLAGS_CREATE;
    GError *error = NULL;
    char *name = utf8(path);
    LibmsiDatabase *database = libmsi_database_new(name, flags, NULL, &error);
    if (!database) {
        complain("open", name, error);
        g_free(name);
        return FUNCTION_FAILED;
    }
    *handle = add_item(database, NULL, name);
    return SUCCESS;
}

int MsiDatabaseCommit(Handle handle)
{
    GError *error = NULL;
    Item *item = item_of(handle);
    if (!item)
        return INVALID_HANDLE;
    if (libmsi_database_commit(item->object, &error))
        return SUCCESS;
    complain("write", item->text, error);
    return FUNCTION_FAILED;
}

/* WiX writes tables in the database's code page, libmsi reads UTF-8: rewrites the file. */
static gboolean recode(const char *path, guint codepage, GError **error)
{
    char *text = NULL;
    gsize length = 0;
    char *encoding = g_strdup_printf("CP%u", codepage);
    char *recoded = NULL;
    if (g_file_get_contents(path, &text, &length, error))
        recoded = g_convert(text, length, "UTF-8", encoding, NULL, &length, error);
    gboolean done = recoded && g_file_set_contents(path, recoded, length, error);
    g_free(recoded);
    g_free(encoding);
    g_free(text);
    return done;
}

/* WiX first imports a file "\r\n\r\n1252\t_ForceCodepage". Returns its code page, or 0 for any other file. */
static guint forced_codepage(const char *path)
{
    char *text = NULL;
    guint codepage = 0;
    if (g_file_get_contents(path, &text, NULL, NULL) && strstr(text, "\t_ForceCodepage"))
        codepage = g_ascii_strtoull(text + strspn(text, "\r\n"), NULL, 10);
    g_free(text);
    return codepage;
}

int MsiDatabaseImportW(Handle handle, Utf16 folder, Utf16 file)
{
    Item *item = item_of(handle);
    if (!item)
        return INVALID_HANDLE;
    GError *error = NULL;
    char *folder8 = utf8(folder), *file8 = utf8(file);
    char *path = g_build_filename(folder8, file8, NULL);
    guint codepage = forced_codepage(path);
    if (codepage)
        item->codepage = codepage;
    gboolean done = (codepage || !item->codepage || recode(path, item->codepage, &error))
        && libmsi_database_import(item->object, path, &error);
    if (!done)
        complain("import", path, error);
    g_free(path);
    g_free(file8);
    g_free(folder8);
    return done ? SUCCESS : FUNCTION_FAILED;
}

int MsiDatabaseOpenViewW(Handle handle, Utf16 query, Handle *view)
{
    LibmsiDatabase *database = object_of(handle);
    if (!database)
        return INVALID_HANDLE;
    GError *error = NULL;
    char *text = utf8(query);
    LibmsiQuery *opened = libmsi_query_new(database, text, &error);
    if (!opened) {
        complain("understand", text, error);
        g_free(text);
        return BAD_QUERY_SYNTAX;
    }
    *view = add_item(opened, database, text);
    return SUCCESS;
}

int MsiViewExecute(Handle view, Handle parameters)
{
    Item *item = item_of(view);
    if (!item)
        return INVALID_HANDLE;
    GError *error = NULL;
    if (libmsi_query_execute(item->object, object_of(parameters), &error))
        return SUCCESS;
    complain("execute", item->text, error);
    return FUNCTION_FAILED;
}

int MsiViewFetch(Handle view, Handle *record)
{
    Item *item = item_of(view);
    if (!item)
        return INVALID_HANDLE;
    GError *error = NULL;
    LibmsiRecord *row = libmsi_query_fetch(item->object, &error);
    *record = row ? add_item(row, NULL, NULL) : 0;
    if (row)
        return SUCCESS;
    if (!error)
        return NO_MORE_ITEMS;
    complain("read a row of", item->text, error);
    return FUNCTION_FAILED;
}

int MsiViewGetColumnInfo(Handle view, int kind, Handle *record)
{
    Item *item = item_of(view);
    if (!item)
        return INVALID_HANDLE;
    GError *error = NULL;
    LibmsiColInfo info = kind == 0 ? LIBMSI_COL_INFO_NAMES : LIBMSI_COL_INFO_TYPES;
    LibmsiRecord *columns = libmsi_query_get_column_info(item->object, info, &error);
    if (!columns) {
        complain("read the columns of", item->text, error);
        return FUNCTION_FAILED;
    }
    *record = add_item(columns, NULL, NULL);
    return SUCCESS;
}

/* "INSERT INTO `Binary` (`Name`,`Data`) VALUES (?,?)" for a view on "SELECT `Name`,`Data` FROM `Binary`". */
static char *insertion_into(const char *select, LibmsiRecord *columns)
{
    const char *table = strstr(select, " FROM ") + strlen(" FROM ");
    GString *names = g_string_new(NULL);
    GString *marks = g_string_new(NULL);
    guint count = libmsi_record_get_field_count(columns);
    for (guint i = 1; i <= count; i++) {
        char *name = libmsi_record_get_string(columns, i);
        g_string_append_printf(names, "%s`%s`", i > 1 ? "," : "", name);
        g_string_append(marks, i > 1 ? ",?" : "?");
        g_free(name);
    }
    char *insertion = g_strdup_printf("INSERT INTO %.*s (%s) VALUES (%s)", (int) strcspn(table + 1, " ") + 1, table,
                                      names->str, marks->str);
    g_string_free(names, TRUE);
    g_string_free(marks, TRUE);
    return insertion;
}

/* WiX only ever adds rows this way ("assign"), those with streams. */
int MsiViewModify(Handle view, int mode G_GNUC_UNUSED, Handle record)
{
    Item *item = item_of(view);
    if (!item || !strstr(item->text, " FROM "))
        return INVALID_HANDLE;
    GError *error = NULL;
    char *insertion = NULL;
    LibmsiQuery *query = NULL;
    LibmsiRecord *columns = libmsi_query_get_column_info(item->object, LIBMSI_COL_INFO_NAMES, &error);
    if (columns) {
        insertion = insertion_into(item->text, columns);
        query = libmsi_query_new(item->database, insertion, &error);
    }
    gboolean done = query && libmsi_query_execute(query, object_of(record), &error);
    if (!done)
        complain("add a row with", insertion ? insertion : item->text, error);
    g_clear_object(&query);
    g_free(insertion);
    g_clear_object(&columns);
    return done ? SUCCESS : FUNCTION_FAILED;
}

Handle MsiCreateRecord(int count)
{
    return add_item(libmsi_record_new(count), NULL, NULL);
}

int MsiRecordSetStringW(Handle record, int field, Utf16 text)
{
    char *text8 = utf8(text);
    gboolean done = libmsi_record_set_string(object_of(record), field, text8 ? text8 : "");
    g_free(text8);
    return done ? SUCCESS : FUNCTION_FAILED;
}

int MsiRecordSetInteger(Handle record, int field, int value)
{
    return libmsi_record_set_int(object_of(record), field, value) ? SUCCESS : FUNCTION_FAILED;
}

int MsiRecordSetStreamW(Handle record, int field, Utf16 path)
{
    char *path8 = utf8(path);
    gboolean done = libmsi_record_load_stream(object_of(record), field, path8);
    if (!done)
        complain("read", path8, NULL);
    g_free(path8);
    return done ? SUCCESS : FUNCTION_FAILED;
}

int MsiRecordGetInteger(Handle record, int field)
{
    return libmsi_record_get_int(object_of(record), field);
}

int MsiRecordIsNull(Handle record, int field)
{
    return libmsi_record_is_null(object_of(record), field);
}

int MsiRecordGetFieldCount(Handle record)
{
    return libmsi_record_get_field_count(object_of(record));
}

int MsiRecordGetStringW(Handle record, int field, gunichar2 *buffer, int *size)
{
    char *text = libmsi_record_get_string(object_of(record), field);
    int result = copy_text(text ? text : "", buffer, size);
    g_free(text);
    return result;
}

/* The end of "Translation" in a VERSIONINFO resource, where the language follows; NULL if there is none. The text's end
   and the padding after it are four zeros, the last of them the literal's own. */
static const char *language_in(const char *data, gsize length)
{
    static const char key[] = "T\0r\0a\0n\0s\0l\0a\0t\0i\0o\0n\0\0\0\0";
    const char *found = memmem(data, length, key, sizeof key);
    return found && found + sizeof key + 4 <= data + length ? found + sizeof key : NULL;
}

int MsiGetFileVersionW(Utf16 path, gunichar2 *version, int *version_size, gunichar2 *language, int *language_size)
{
    static const unsigned char signature[] = {0xbd, 0x04, 0xef, 0xfe}; /* of VS_FIXEDFILEINFO */
    char *path8 = utf8(path), *data = NULL;
    gsize length = 0;
    gboolean read = g_file_get_contents(path8, &data, &length, NULL);
    gboolean program = read && length > 2 && memcmp(data, "MZ", 2) == 0;
    const char *info = program ? memmem(data, length, signature, sizeof signature) : NULL;
    int result = read ? FILE_INVALID : FILE_NOT_FOUND;
    if (info && info + 16 <= data + length) {
        guint16 parts[4]; /* minor, major, revision, build */
        guint16 code = 0;
        memcpy(parts, info + 8, sizeof parts);
        const char *translation = language_in(data, length);
        if (translation)
            memcpy(&code, translation, sizeof code);
        char *dotted = g_strdup_printf("%u.%u.%u.%u", parts[1], parts[0], parts[3], parts[2]);
        char *lcid = g_strdup_printf("%u", code);
        result = copy_text(dotted, version, version_size);
        int language_result = copy_text(lcid, language, language_size);
        if (result == SUCCESS)
            result = language_result;
        g_free(lcid);
        g_free(dotted);
    }
    g_free(data);
    g_free(path8);
    return result;
}

/* MSIFILEHASHINFO: its size, then the 16 bytes of the MD5. */
int MsiGetFileHashW(Utf16 path, guint32 options G_GNUC_UNUSED, guint32 *hash)
{
    GError *error = NULL;
    char *path8 = utf8(path), *data = NULL;
    gsize length = 0, digest_length = 16;
    gboolean read = g_file_get_contents(path8, &data, &length, &error);
    if (read) {
        GChecksum *sum = g_checksum_new(G_CHECKSUM_MD5);
        g_checksum_update(sum, (const guchar *) data, length);
        g_checksum_get_digest(sum, (guint8 *) (hash + 1), &digest_length);
        g_checksum_free(sum);
    } else
        complain("read", path8, error);
    g_free(data);
    g_free(path8);
    return read ? SUCCESS : FILE_NOT_FOUND;
}
