/* SPDX-License-Identifier: MIT */
/* codes - the lists of the manual page bouncestat-codes(7). */
#ifndef GEN_CODES_H
#define GEN_CODES_H

#include "bouncestat/bouncestat.h"
#include "cli/out.h"

/* Prints the page of that name, in which a line "@classes@", "@replies@" or
 * "@codes@" stands for a list. Returns the exit status. */
int codes_page(struct out *out, enum bs_lang lang, const char *page);

#endif
