/* SPDX-License-Identifier: MIT */
/*
 * literal - a short text that is compared with what stands at a place.
 * Knows: base.
 *
 * Most are no longer than eight bytes, and these are compared as one number.
 */
#ifndef PARSE_LITERAL_H
#define PARSE_LITERAL_H

#include "base/number.h"
#include "bouncestat/str.h"

struct bs_literal {
    struct bs_str text;
    uint64_t word; /* its first eight bytes, as bs_little() reads them, */
    uint64_t care; /* and which bits of them count */
};

/* Eight bytes of the text are readable, and live as long as the literal. */
static inline struct bs_literal bs_literal_of(struct bs_str text)
{
    const uint64_t care =
        text.len < 8 ? ((uint64_t)1 << text.len * 8) - 1 : ~(uint64_t)0;

    return (struct bs_literal){text, bs_little(text.data) & care, care};
}

/* Does the text begin with it? Eight bytes of the text are readable. */
static inline bool
bs_literal_begins(const struct bs_literal *literal, struct bs_str text)
{
    return text.len >= literal->text.len &&
           ((bs_little(text.data) ^ literal->word) & literal->care) == 0 &&
           (literal->text.len <= 8 ||
            bs_same_bytes(text.data, literal->text.data, literal->text.len));
}

#endif
