/* SPDX-License-Identifier: MIT */
/*
 * fail - fills a struct bs_error.
 *
 * Names of files and lines of data files come from outside, so the text is
 * made safe for a terminal here, once.
 */
#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>

#include "bouncestat/str.h"

const char *bs_status_text(enum bs_status status)
{
    switch (status) {
#define X(name, text)                                                          \
    case BS_##name: return text;
        BS_STATUS_LIST(X)
#undef X
    case BS_STATUS_COUNT: break;
    }
    return "unknown status";
}

enum bs_status
bs_fail(struct bs_error *err, enum bs_status status, const char *format, ...)
{
    char raw[sizeof err->text];
    va_list arguments;

    if (err == NULL)
        return status;
    err->status = status;
    va_start(arguments, format);
    (void)vsnprintf(raw, sizeof raw, format, arguments);
    va_end(arguments);
    (void)bs_str_terminal(err->text, sizeof err->text, bs_str_of(raw));
    return status;
}

enum bs_status bs_fail_at(struct bs_error *err, const char *label,
                          unsigned line, const char *format, ...)
{
    char text[sizeof err->text];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return bs_fail(err, BS_ESYNTAX, "%s:%u: %s", label, line, text);
}
