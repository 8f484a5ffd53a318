/* SPDX-License-Identifier: MIT */
/*
 * readable - a masked reply → text for people, with a placeholder for each
 * thing that differs: <address>, <user>, <host>, <ip>, <id>, <n>.
 *
 * Knows: base.
 */
#ifndef CLASSIFY_READABLE_H
#define CLASSIFY_READABLE_H

#include <stddef.h>

#include "bouncestat/str.h"

#define BS_READABLE_MAX 200 /* bytes; what is longer ends in "…" */

/*
 * masked is what bs_mask() wrote. Writes valid UTF-8 without control
 * characters and returns its length. The codes in front of the lines of a
 * reply are left out, and of a URL all behind the host. Linear.
 */
size_t bs_readable(char out[BS_READABLE_MAX], struct bs_str masked);

#endif
