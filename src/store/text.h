/* SPDX-License-Identifier: MIT */
/* text - log text → what SQLite may see: valid UTF-8 without NUL. */
#ifndef STORE_TEXT_H
#define STORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "bouncestat/str.h"

struct bs_text {
    struct bs_str text; /* the result of the last call */
    char *own;          /* its bytes, if they had to be changed */
    size_t room;
};

/*
 * Replaces what is not UTF-8, and NUL, by U+FFFD. The result points to the
 * given bytes if they were good, else it lives until the next call; none
 * stays none. false: memory ran out.
 */
bool bs_text_clean(struct bs_text *clean, struct bs_str text);

void bs_text_clear(struct bs_text *clean);

#endif
