/* SPDX-License-Identifier: MIT */
/* radix - sorts items by a number of 64 bits. Knows: C only. */
#ifndef TALLY_RADIX_H
#define TALLY_RADIX_H

#include <stddef.h>
#include <stdint.h>

struct bs_item {
    uint64_t key;
    union {
        struct {        /* of a row, see bucket.h */
            uint32_t n; /* 0: no item here */
            uint16_t first;
            uint16_t last;
        };
        const uint32_t *record; /* of a name, see names.h */
    };
};

/* Stable; spare has room for count items. */
void bs_radix_sort(struct bs_item *items, struct bs_item *spare, size_t count);

#endif
