/* SPDX-License-Identifier: MIT */
/* hash - a seeded hash of short texts. Knows: C only. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>

#include "bouncestat/str.h"

struct bs_hash_key { /* secret: whoever knows it can make texts collide */
    uint64_t start;
    uint64_t left;
    uint64_t right;
};

void bs_hash_key_init(struct bs_hash_key *key, uint64_t seed);

/* All bits are equally good. */
uint64_t bs_hash_wide(const struct bs_hash_key *key, struct bs_str text);

static inline uint32_t
bs_hash(const struct bs_hash_key *key, struct bs_str text)
{
    return (uint32_t)(bs_hash_wide(key, text) >> 32);
}

#endif
