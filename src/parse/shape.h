/* SPDX-License-Identifier: MIT */
/*
 * shape - tells cheaply that a line's head is like one before. Knows: base.
 *
 * Nearly all lines of a log have the same head but for the digits of the
 * stamp. A shape remembers one head; a line that fits it has its program's
 * name (or, bare, its body) at the same place.
 */
#ifndef PARSE_SHAPE_H
#define PARSE_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "parse/head.h"

#define BS_SHAPE_WORDS 8

struct bs_shape {
    size_t len;   /* of the head; 0: no shape */
    size_t words; /* to be compared */
    bool bare;
    int month; /* of a stamp without year; else 0 */
    struct bs_layout layout;
    uint64_t pattern[BS_SHAPE_WORDS];
    uint64_t care[BS_SHAPE_WORDS]; /* bits of the pattern that count */
};

/* Remembers the head of a line as it was read. False if it is too long, or
 * none of which the place of its parts says enough. */
bool bs_shape_learn(struct bs_shape *shape, struct bs_str line,
                    const struct bs_head *head, bool bare);

static inline uint64_t
bs_shape_differs(const struct bs_shape *shape, const char *data, size_t i)
{
    uint64_t word;

    memcpy(&word, data + i * sizeof word, sizeof word);
    return (word ^ shape->pattern[i]) & shape->care[i];
}

/* 64 bytes from line on must be readable. Words that no head reaches are
 * without care, so the first three are compared at once. */
static inline bool
bs_shape_fits(const struct bs_shape *shape, struct bs_str line)
{
    uint64_t differs = bs_shape_differs(shape, line.data, 0) |
                       bs_shape_differs(shape, line.data, 1) |
                       bs_shape_differs(shape, line.data, 2);

    for (size_t i = 3; i < shape->words; i++)
        differs |= bs_shape_differs(shape, line.data, i);
    return differs == 0 && line.len >= shape->len && shape->len > 0;
}

#endif
