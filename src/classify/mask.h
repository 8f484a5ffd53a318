/* SPDX-License-Identifier: MIT */
/*
 * mask - a reply without what differs from one recipient to the next: the key
 * under which a verdict is remembered. readable.h makes text for people of it.
 *
 * Knows: base.
 */
#ifndef CLASSIFY_MASK_H
#define CLASSIFY_MASK_H

#include <stddef.h>

#include "bouncestat/str.h"

/* What a mark stands for. */
#define BS_MARK_ADDRESS '\1' /* a word with @ */
#define BS_MARK_HOST '\2'    /* "mx.example.com[192.0.2.1]:25" */
#define BS_MARK_IP '\3'      /* four numbers with dots */
#define BS_MARK_ID '\4'      /* letters and digits, BS_MASK_ID or more */
#define BS_MARK_ANGLES '\5'  /* <> without @ */
#define BS_MARK_USER '\6'    /* a local part: by local.h */
#define BS_MARK_FIRST BS_MARK_ADDRESS
#define BS_MARK_LAST BS_MARK_USER

/*
 * Writes the text to out, which has as much room as the text, and returns the
 * length. A mark stands for each of the above; what is in <> is one, too,
 * unless it is a URL. A number of more than three digits, and one that is a
 * word of its own but no reply code, becomes 0. Linear in the length.
 */
#define BS_MASK_ID 9
size_t bs_mask(char *out, struct bs_str text);

#endif
