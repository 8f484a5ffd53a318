/* SPDX-License-Identifier: MIT */
/* rotation - what the name of a rotated log says. */
#ifndef CLI_ROTATION_H
#define CLI_ROTATION_H

#include <stdbool.h>
#include <stddef.h>

struct rotation {    /* of "mail.log-20261120.gz" */
    size_t stem;     /* bytes of "mail.log" */
    size_t mark;     /* bytes of "-20261120"; 0: not rotated */
    bool dated;      /* the mark is a date, else a number */
    bool compressed; /* ends in .gz .bz2 .xz .zst */
};

/* Reads a name without folders. The stem is the whole name if nothing else is
 * found. */
struct rotation rotation_of(const char *name);

/* Less than, equal to or greater than 0: by stem; then the oldest first, the
 * file that is still written to last; a plain file before its compressed
 * form. */
int rotation_cmp(const char *a, const char *b);

/* Do both names mean the same log, one of them compressed? */
bool rotation_same(const char *a, const char *b);

/* The form of a name that a mail log has; 2: a general log, 1: a mail log,
 * 0: neither. */
int rotation_log_kind(const char *name);

#endif
