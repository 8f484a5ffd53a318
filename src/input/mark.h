/* SPDX-License-Identifier: MIT */
/*
 * mark - how far a text was read, and how to know it again. Knows: base.
 *
 * Fingerprints of the beginning, up to the ends of its first lines, tell which
 * text it is; one of the last bytes tells that it is still the same one there.
 * None can be turned back into text.
 */
#ifndef INPUT_MARK_H
#define INPUT_MARK_H

#include "bouncestat/reader.h"
#include "bouncestat/str.h"

#define BS_MARK_SIZE ((size_t)4096) /* of the beginning, and of the end */

struct bs_mark {
    uint64_t offset; /* in the text */
    bool inside;     /* of a line that was cut */
    char head[BS_MARK_SIZE];
    size_t head_len;
    char tail[BS_MARK_SIZE]; /* in front of offset */
    size_t tail_len;
};

/* Remembers how the text begins. */
void bs_mark_begin(struct bs_mark *mark, struct bs_str text);

/* Remembers the last bytes before the offset. */
void bs_mark_end(struct bs_mark *mark, struct bs_str text);

/* Fingerprints of all lines that end within the first bytes, whether they have
 * been read or not. */
void bs_mark_heads(const struct bs_mark *mark, struct bs_heads *heads);

/* Heads only as far as the offset. */
void bs_mark_position(const struct bs_mark *mark, struct bs_position *position);

#endif
