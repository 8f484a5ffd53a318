/* SPDX-License-Identifier: MIT */
/* sealed - the rows of the buckets that are done. Knows: C only. */
#ifndef TALLY_SEALED_H
#define TALLY_SEALED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tally/radix.h"
#include "tally/tally.h"

struct bs_sealed { /* zeroed is empty */
    struct bs_tally_row *rows;
    size_t count;
    size_t room;
    size_t merged;  /* rows after the last merge */
    bool disturbed; /* not in order, or a triple stands twice */
};

/* Makes room for more rows; false: memory ran out, nothing has changed. */
bool bs_sealed_reserve(struct bs_sealed *sealed, size_t more);

/* Adds rows of one bucket in strict order of key, for which there is room. */
void bs_sealed_add(struct bs_sealed *sealed, uint32_t bucket,
                   const struct bs_item *items, size_t count);

/* Puts the rows in order, each triple once; false: memory ran out, nothing
 * has changed. */
bool bs_sealed_merge(struct bs_sealed *sealed);

/* With what bs_sealed_merge() will take for a moment. */
size_t bs_sealed_bytes(const struct bs_sealed *sealed);

/* Frees the memory; may be used again. */
void bs_sealed_clear(struct bs_sealed *sealed);

#endif
