/* SPDX-License-Identifier: MIT */
/*
 * mask - a reply without what differs from one recipient to the next.
 *
 * Knows: base.
 */
#ifndef CLASSIFY_MASK_H
#define CLASSIFY_MASK_H

#include <stddef.h>

#include "bouncestat/str.h"

/*
 * Writes the text in lower case to out, which has as much room as the text, and
 * returns the length. One mark stands for: what is in <>, a word with @, a host with
 * its address ("mx.example.com[192.0.2.1]:25"), four numbers with dots, and a
 * word of BS_MASK_ID letters and digits or more that has both. A number of more
 * than three digits, and one that is a word of its own, becomes 0. Linear in
 * the length.
 */
#define BS_MASK_ID 9
size_t bs_mask(char *out, struct bs_str text);

#endif
