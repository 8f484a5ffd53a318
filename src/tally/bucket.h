/* SPDX-License-Identifier: MIT */
/* bucket - the rows of one bucket, while hits come in. Knows: C only. */
#ifndef TALLY_BUCKET_H
#define TALLY_BUCKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tally/names.h"
#include "tally/radix.h"

struct bs_bucket {
    struct bs_item *slots; /* key: see bs_bucket_key() */
    size_t size;           /* of slots: 0 or a power of two */
    size_t used;
    unsigned shift;   /* hash >> shift is the slot to begin with */
    uint32_t number;  /* of the bucket */
    uint64_t entered; /* when it was last turned to, for the owner */
};

void bs_bucket_init(struct bs_bucket *bucket);

static inline uint64_t bs_bucket_key(uint32_t name, uint32_t tag)
{
    return (uint64_t)name << 32 | tag;
}

/* Of a row, from that of its name: the name's number is known too late to
 * fetch the row ahead of its use. */
static inline uint32_t bs_bucket_hash(uint32_t name_hash, uint32_t tag)
{
    return name_hash ^ tag * 0x9E3779B1U; /* 2^32 / the golden ratio */
}

static inline void
bs_bucket_fetch(const struct bs_bucket *bucket, uint32_t hash)
{
    uintptr_t place = (uintptr_t)((uint64_t)hash >> bucket->shift);

    __builtin_prefetch((const void *)((uintptr_t)bucket->slots +
                                      place * sizeof *bucket->slots),
                       1);
}

/*
 * The item of a key. A new one has n == 0, and the caller must count in it.
 * NULL: memory ran out. names gives the hashes when the table has to grow.
 */
struct bs_item *bs_bucket_item(struct bs_bucket *bucket,
                               const struct bs_names *names, uint64_t key,
                               uint32_t hash);

/* Puts the items in order of key at the front of slots, used in number. The
 * table is of no use then until bs_bucket_reset(). */
void bs_bucket_sort(struct bs_bucket *bucket);

/* Empties the table, and makes it smaller if it was nearly empty. */
void bs_bucket_reset(struct bs_bucket *bucket);

size_t bs_bucket_bytes(const struct bs_bucket *bucket);

/* Frees the memory; may be used again. */
void bs_bucket_clear(struct bs_bucket *bucket);

#endif
