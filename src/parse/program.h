/* SPDX-License-Identifier: MIT */
/*
 * program - where "program[pid]:" ends, for nearly all lines. Knows: base.
 *
 * Inline: this is asked for each line.
 */
#ifndef PARSE_PROGRAM_H
#define PARSE_PROGRAM_H

#include "parse/scan.h"

#define BS_PID_MAX 8 /* bytes with the bracket */

/* The same for a pid behind what bs_scan_ends() sees, from its first byte on.
 */
static inline size_t bs_pid_end(struct bs_str text, size_t at)
{
    const size_t end = at + BS_PID_MAX < text.len ? at + BS_PID_MAX : text.len;

    while (at < end && text.data[at] != ']' && text.data[at] != ' ')
        at++;
    return at;
}

/* Where "program" or "program[pid]" ends, of which the former has at most
 * BS_SCAN_TAG - 1 bytes, and in *name where its name does; ": " stands behind
 * it or, behind a pid, a blank. 0: the head has to be read as a whole.
 * BS_SCAN_PAD bytes behind the text are readable. */
__attribute__((always_inline)) static inline size_t
bs_program_end(struct bs_str text, size_t *name)
{
    const uint64_t ends = bs_scan_ends(text.data);
    const size_t end = (size_t)__builtin_ctzll(ends);
    size_t close;

    *name = end;
    if (end == 0 || end == BS_SCAN_TAG || end + 1 >= text.len)
        return 0;
    if (text.data[end] == ':')
        return text.data[end + 1] == ' ' ? end : 0;
    if (text.data[end] != '[')
        return 0;
    close = (size_t)__builtin_ctzll(ends & (ends - 1));
    if (text.data[close] != ']')
        close = bs_pid_end(text, end + 1);
    if (close + 1 >= text.len || text.data[close] != ']' ||
        (text.data[close + 1] != ':' && text.data[close + 1] != ' '))
        return 0;
    return close + 1;
}

#endif
