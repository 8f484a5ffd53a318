/* SPDX-License-Identifier: MIT */
/* lanes - sixteen bytes that are looked at at once. Knows: C only. */
#ifndef BASE_LANES_H
#define BASE_LANES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/number.h"

/* A comparison gives 0xff for each byte that fits, else 0. */
typedef uint8_t bs_lanes __attribute__((vector_size(16)));
#define BS_LANES sizeof(bs_lanes)

static inline bs_lanes bs_lanes_load(const char *data)
{
    bs_lanes lanes;

    memcpy(&lanes, data, sizeof lanes);
    return lanes;
}

/* The place of the first byte that fits; BS_LANES: none does. */
static inline size_t bs_lanes_first(bs_lanes fits)
{
    const uint64_t low = bs_little((const char *)&fits);
    const uint64_t high = bs_little((const char *)&fits + sizeof low);

    if (low != 0)
        return (size_t)__builtin_ctzll(low) / 8;
    return high != 0 ? sizeof low + (size_t)__builtin_ctzll(high) / 8
                     : BS_LANES;
}

#endif
