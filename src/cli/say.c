/* SPDX-License-Identifier: MIT */
/*
 * say - messages of the program on standard error.
 *
 * Limits   A message of more than SAY_MAX bytes is cut.
 */
#include "cli/say.h"

#include <stdarg.h>
#include <stdio.h>

#include "bouncestat/str.h"

#define SAY_MAX 2048

void say(const char *format, ...)
{
    char raw[SAY_MAX];
    char safe[2 * SAY_MAX];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(raw, sizeof raw, format, arguments);
    va_end(arguments);
    (void)bs_str_terminal(safe, sizeof safe, bs_str_of(raw));
    (void)fprintf(stderr, "bouncestat: %s\n", safe);
}

enum bs_status
say_fail(struct bs_error *err, enum bs_status status, const char *format, ...)
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
