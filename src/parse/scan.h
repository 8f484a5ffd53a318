/* SPDX-License-Identifier: MIT */
/*
 * scan - finds newlines and literals in a block, many bytes at a time.
 * Knows: base.
 *
 * BS_SCAN_PAD bytes behind every text given here must be readable; what they
 * hold is of no matter.
 */
#ifndef PARSE_SCAN_H
#define PARSE_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "bouncestat/str.h"

#define BS_SCAN_PAD 64
#define BS_NEEDLE_MAX 32 /* bytes of a needle */

struct bs_needle {
    struct bs_str text;
    unsigned rare;   /* places of the two bytes that */
    unsigned second; /* logs have least often */
};

/* text has 1 to BS_NEEDLE_MAX bytes and must live as long as the needle. */
void bs_needle_init(struct bs_needle *needle, struct bs_str text);

/* The first place of the needle in data from begin on that ends before end;
 * end, if there is none. */
size_t bs_needle_find(const struct bs_needle *needle, const char *data,
                      size_t begin, size_t end);

/* Where the first '[', ':' or blank stands in the BS_SCAN_TAG bytes from text
 * on; BS_SCAN_TAG, if none does. */
#define BS_SCAN_TAG 32
size_t bs_scan_tag(const char *text);

/* The places of at most max newlines in data from begin on; returns how many
 * were found. Fewer than max: there are no more before end. */
size_t bs_scan_newlines(const char *data, size_t begin, size_t end,
                        uint32_t *places, size_t max);

#endif
