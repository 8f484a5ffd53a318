/* SPDX-License-Identifier: MIT */
/* hash - a seeded hash of short texts. Knows: C only. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdint.h>
#include <string.h>

#include "bouncestat/str.h"

struct bs_hash_key { /* secret: whoever knows it can make texts collide */
    uint64_t start;
    uint64_t left;
    uint64_t right;
};

void bs_hash_key_init(struct bs_hash_key *key, uint64_t seed);

__extension__ typedef unsigned __int128 bs_wide;

static inline uint64_t bs_hash_fold(uint64_t a, uint64_t b)
{
    bs_wide product = (bs_wide)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* bs_hash_wide() of any text. */
uint64_t bs_hash_any(const struct bs_hash_key *key, struct bs_str text);

/* All bits are equally good. Inline for texts of 8 to 16 bytes: most queue ids
 * are that long. */
static inline uint64_t
bs_hash_wide(const struct bs_hash_key *key, struct bs_str text)
{
    uint64_t a;
    uint64_t b;

    if (text.len - 8 > 8)
        return bs_hash_any(key, text);
    memcpy(&a, text.data, sizeof a);
    memcpy(&b, text.data + text.len - sizeof b, sizeof b);
    return bs_hash_fold(bs_hash_fold(a ^ key->left, b ^ key->start),
                        key->right ^ text.len);
}

static inline uint32_t
bs_hash(const struct bs_hash_key *key, struct bs_str text)
{
    return (uint32_t)(bs_hash_wide(key, text) >> 32);
}

#endif
