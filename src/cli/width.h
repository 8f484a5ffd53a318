/* SPDX-License-Identifier: MIT */
/* width - how many columns text takes on a terminal; wrapping. */
#ifndef CLI_WIDTH_H
#define CLI_WIDTH_H

#include <stddef.h>

#include "bouncestat/str.h"
#include "cli/out.h"

/* Columns of valid UTF-8 text without control characters. */
size_t width_of(struct bs_str text);

/* The longest start of text that takes at most columns; *taken is its
 * width. Marks stay with the character that they belong to. */
struct bs_str width_cut(struct bs_str text, size_t columns, size_t *taken);

/*
 * Writes text, broken at blanks: the cursor stands at column, further lines
 * begin at indent, no line is longer than columns if its words allow. Ends
 * without a newline. The text is made safe for a terminal.
 */
void width_wrap(struct out *out, const char *text, size_t column, size_t indent,
                size_t columns);

/* Columns of the terminal behind fd; 80 if it is none. */
size_t width_terminal(int fd);

#endif
