#include "session.h"
#include "names.h"
#include <stdarg.h>
#include <stdio.h>

static void post(MSIHANDLE session, INSTALLMESSAGE kind, const wchar_t *text)
{
    MSIHANDLE record = MsiCreateRecord(1);
    MsiRecordSetStringW(record, 0, L"[1]");
    MsiRecordSetStringW(record, 1, text);
    MsiProcessMessage(session, kind, record);
    MsiCloseHandle(record);
}

void log_line(MSIHANDLE session, const wchar_t *format, ...)
{
    wchar_t line[1024];
    va_list values;
    va_start(values, format);
    _vsnwprintf(line, COUNT_OF(line) - 1, format, values);
    va_end(values);
    line[COUNT_OF(line) - 1] = 0;
    post(session, INSTALLMESSAGE_INFO, line);
}

LSTATUS log_failure(MSIHANDLE session, const wchar_t *what, LSTATUS error)
{
    if (error)
        log_line(session, L"OMS Gateway: %ls: error %ld", what, error);
    return error;
}

UINT refuse(MSIHANDLE session, const wchar_t *text)
{
    post(session, INSTALLMESSAGE_ERROR | MB_OK | MB_ICONERROR, text);
    return ERROR_INSTALL_FAILURE;
}

wchar_t *text_of(DWORD error)
{
    enum { LONGEST_TEXT = 512 };
    wchar_t *text = allocate(LONGEST_TEXT * sizeof *text);
    DWORD flags = FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS;
    FormatMessageW(flags, NULL, error, 0, text, LONGEST_TEXT, NULL);
    return text;
}

void refuse_service(MSIHANDLE session, int number, const wchar_t *reason, DWORD error)
{
    wchar_t *text = text_of(error);
    MSIHANDLE record = MsiCreateRecord(4);
    MsiRecordSetInteger(record, 1, number);
    MsiRecordSetStringW(record, 2, PRODUCT_NAME);
    MsiRecordSetStringW(record, 3, SERVICE_NAME);
    MsiRecordSetStringW(record, 4, reason[0] ? reason : text);
    MsiProcessMessage(session, INSTALLMESSAGE_ERROR | MB_OK | MB_ICONERROR, record);
    MsiCloseHandle(record);
    log_failure(session, SERVICE_NAME, (LSTATUS) error);
    release(text);
}

void *allocate(size_t size)
{
    return HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY | HEAP_GENERATE_EXCEPTIONS, size);
}

void release(void *memory)
{
    HeapFree(GetProcessHeap(), 0, memory);
}

void append(wchar_t **text, const wchar_t *more)
{
    wchar_t *longer = allocate((wcslen(*text) + wcslen(more) + 1) * sizeof *longer);
    wcscat(wcscpy(longer, *text), more);
    release_secret(*text);
    *text = longer;
}

wchar_t *property_of(MSIHANDLE session, const wchar_t *name)
{
    wchar_t none[1] = L"";
    DWORD length = 0;
    MsiGetPropertyW(session, name, none, &length);
    wchar_t *value = allocate(++length * sizeof *value);
    MsiGetPropertyW(session, name, value, &length);
    return value;
}

BOOL property_is(MSIHANDLE session, const wchar_t *name, const wchar_t *value)
{
    wchar_t *actual = property_of(session, name);
    BOOL same = wcscmp(actual, value) == 0;
    release(actual);
    return same;
}

wchar_t *message_of(MSIHANDLE session, const wchar_t *name, const wchar_t *subject)
{
    wchar_t *template = property_of(session, name);
    MSIHANDLE record = MsiCreateRecord(1);
    MsiRecordSetStringW(record, 0, template);
    MsiRecordSetStringW(record, 1, subject);
    wchar_t none[1] = L"";
    DWORD length = 0;
    MsiFormatRecordW(session, record, none, &length);
    wchar_t *text = allocate(++length * sizeof *text);
    MsiFormatRecordW(session, record, text, &length);
    MsiCloseHandle(record);
    release(template);
    return text;
}

void release_secret(wchar_t *text)
{
    SecureZeroMemory(text, wcslen(text) * sizeof *text);
    release(text);
}
