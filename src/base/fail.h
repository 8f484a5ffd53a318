/* SPDX-License-Identifier: MIT */
/* fail - fills a struct bs_error. Knows: C only. */
#ifndef BASE_FAIL_H
#define BASE_FAIL_H

#include "bouncestat/error.h"

/* Fills *err, if there is one, and returns status: return bs_fail(err, ...);
 * control characters in the text are escaped. */
enum bs_status bs_fail(struct bs_error *err, enum bs_status status,
                       const char *format, ...) BS_PRINTF(3, 4);

/* The same for a fault in a data file: BS_ESYNTAX, with "label:line: " in
 * front of the text. */
enum bs_status bs_fail_at(struct bs_error *err, const char *label,
                          unsigned line, const char *format, ...)
    BS_PRINTF(4, 5);

/* The same for the one failure that needs no words. Inline, so that compilers
 * and analyzers see that it is one. */
static inline enum bs_status bs_fail_memory(struct bs_error *err)
{
    (void)bs_fail(err, BS_ENOMEM, "%s", bs_status_text(BS_ENOMEM));
    return BS_ENOMEM;
}

#endif
