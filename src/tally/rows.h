/* SPDX-License-Identifier: MIT */
/* rows - counts in order of time: open buckets, then sealed. Knows: C only. */
#ifndef TALLY_ROWS_H
#define TALLY_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tally/bucket.h"
#include "tally/names.h"
#include "tally/sealed.h"
#include "tally/tally.h"

#define BS_ROWS_OPEN 4

struct bs_rows {
    const struct bs_names *names; /* borrowed */
    struct bs_bucket *hot;        /* one of open: that of the last hit */
    struct bs_bucket open[BS_ROWS_OPEN];
    uint64_t turns; /* from one bucket to another */
    struct bs_sealed sealed;
};

void bs_rows_init(struct bs_rows *rows, const struct bs_names *names);

/* Counts a hit whose name has that number; hash is bs_bucket_hash(). False:
 * memory ran out, nothing was counted. */
bool bs_rows_count(struct bs_rows *rows, const struct bs_tally_hit *hit,
                   uint32_t name, uint32_t hash);

/* Seals all, and leaves all rows in order in sealed; false: memory ran out,
 * nothing is lost. */
bool bs_rows_finish(struct bs_rows *rows);

size_t bs_rows_bytes(const struct bs_rows *rows);

/* Frees the memory; may be used again. */
void bs_rows_clear(struct bs_rows *rows);

#endif
