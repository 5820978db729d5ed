/* The function that Wine 8 lacks in iphlpapi.dll, and without which Java 25 crashes; wine-prefix builds this file. */
#include <winsock2.h>
#include <ws2ipdef.h>
#include <iphlpapi.h>
#include <netioapi.h>

/* Returns an empty table. The caller frees the table by FreeMibTable, as it frees Wine's own tables. */
DWORD WINAPI empty_anycast_table(ADDRESS_FAMILY family, PMIB_ANYCASTIPADDRESS_TABLE *table) {
    (void) family;
    *table = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof **table);
    return *table ? NO_ERROR : ERROR_NOT_ENOUGH_MEMORY;
}
