/* SPDX-License-Identifier: MIT */
/*
 * lines - the lines of a data file, with their numbers.
 *
 * Knows what all data files share: UTF-8 without NUL, '#' at the start of a
 * line is a comment, empty lines mean nothing, a CR at the end is tolerated.
 */
#ifndef DATA_LINES_H
#define DATA_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"

struct bs_lines {
    const char *label;  /* what messages call the file */
    struct bs_str rest; /* not read yet */
    unsigned number;    /* of the line read last; 0: none yet */
};

/*
 * Steps to the next line that says something; line->data is NULL behind the
 * last one. Error: BS_ESYNTAX (NUL, invalid UTF-8).
 */
BS_MUST_CHECK enum bs_status bs_lines_next(struct bs_lines *lines,
                                           struct bs_str *line,
                                           struct bs_error *err);

/* A space or a tab. */
bool bs_is_blank(char c);

/* Takes blanks and stray CRs off both ends. */
struct bs_str bs_trim(struct bs_str text);

#endif
