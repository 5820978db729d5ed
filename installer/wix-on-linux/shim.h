/* Shared by msi.c and winterop.c. */
#include <glib.h>

typedef const gunichar2 *Utf16;

/* The text as UTF-8, to be freed by the caller; NULL stays NULL. */
static inline char *utf8(Utf16 text)
{
    return text ? g_utf16_to_utf8(text, -1, NULL, NULL, NULL) : NULL;
}

/* Reports on standard error which action failed on which object, and frees the error. */
static inline void complain(const char *action, const char *object, GError *error)
{
    g_printerr("wix-on-linux: cannot %s %s: %s\n", action, object, error ? error->message : "no reason given");
    g_clear_error(&error);
}
