/* SPDX-License-Identifier: MIT */
/* idn - the only door to libidn2. Knows: base. */
#ifndef PARSE_IDN_H
#define PARSE_IDN_H

#include <stddef.h>

#include "bouncestat/str.h"

/* Writes the domain with its U-labels as A-labels, in lower case, and returns
 * the length; 0 if it is no valid domain name or does not fit. */
size_t bs_idn_ascii(char *out, size_t size, struct bs_str domain);

#endif
