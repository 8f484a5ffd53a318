/* SPDX-License-Identifier: MIT */
/* hash - 64 bits of a text, with a seed. Knows: base. */
#ifndef CLASSIFY_HASH_H
#define CLASSIFY_HASH_H

#include <stdint.h>
#include <string.h>

#include "base/number.h"
#include "bouncestat/str.h"

static inline uint64_t bs_mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    hash = (hash ^ hash >> 32) * UINT64_C(0xd6e8feb86659fd93);
    return hash ^ hash >> 29;
}

static inline uint64_t bs_hash_text(uint64_t seed, struct bs_str text)
{
    uint64_t hash = bs_mix(seed, text.len);
    size_t i = 0;
    char rest[8] = {0};

    for (; i + 8 <= text.len; i += 8)
        hash = bs_mix(hash, bs_little(text.data + i));
    if (text.len >= 8)
        return bs_mix(hash, bs_little(text.data + text.len - 8));
    for (; i < text.len; i++)
        rest[i] = text.data[i];
    return bs_mix(hash, bs_little(rest));
}

#endif
