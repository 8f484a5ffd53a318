/* SPDX-License-Identifier: MIT */
/* local - a reply without the local part of an address. Knows: base. */
#ifndef CLASSIFY_LOCAL_H
#define CLASSIFY_LOCAL_H

#include <stddef.h>

#include "bouncestat/str.h"

/*
 * Puts BS_MARK_USER in the place of the local part, and of what is in front of
 * its '+', wherever the text has it as a word, in any case. Names of
 * RFC 2142 stay, and so do words of one or two letters that are not quoted.
 * Where the text has none of it, it is returned as it is; else the result is
 * in out, which has as much room as the text and may be the text itself.
 * Linear in the length of the text.
 */
struct bs_str
bs_local_hide(char *out, struct bs_str text, struct bs_str address);

#endif
