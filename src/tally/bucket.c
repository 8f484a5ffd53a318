/* SPDX-License-Identifier: MIT */
/*
 * bucket - the rows of one bucket, while hits come in.
 *
 * An open table, filled at most by half, so that the other half is the spare
 * room to sort it in.
 *
 * Limits   2^31 slots; beyond them memory has run out.
 */
#include "tally/bucket.h"

#include <string.h>

#include "base/alloc.h"

#define HASH_BITS 32
#define FIRST_BITS 6
#define TOO_LARGE 32 /* times what was in use */

void bs_bucket_init(struct bs_bucket *bucket)
{
    *bucket = (struct bs_bucket){.shift = HASH_BITS};
}

/* The slot where the key is or belongs. */
static struct bs_item *
find(const struct bs_bucket *bucket, uint64_t key, uint32_t hash)
{
    size_t i = (size_t)((uint64_t)hash >> bucket->shift);

    while (bucket->slots[i].n != 0 && bucket->slots[i].key != key)
        i = (i + 1) & (bucket->size - 1);
    return &bucket->slots[i];
}

static bool grow(struct bs_bucket *bucket, const struct bs_names *names)
{
    struct bs_bucket old = *bucket;

    if (bucket->shift == 1)
        return false;
    bucket->shift -= bucket->size > 0 ? 1 : FIRST_BITS;
    bucket->size = (size_t)1 << (HASH_BITS - bucket->shift);
    bucket->slots = bs_new(bucket->size, sizeof *bucket->slots);
    if (bucket->slots == NULL) {
        *bucket = old;
        return false;
    }
    for (size_t i = 0; i < old.size; i++) {
        const struct bs_item *item = &old.slots[i];
        uint32_t name = (uint32_t)(item->key >> 32);

        if (item->n != 0)
            *find(bucket, item->key,
                  bs_bucket_hash(bs_names_hash(names, name),
                                 (uint32_t)item->key)) = *item;
    }
    bs_free(old.slots);
    return true;
}

struct bs_item *bs_bucket_item(struct bs_bucket *bucket,
                               const struct bs_names *names, uint64_t key,
                               uint32_t hash)
{
    struct bs_item *item;

    if (bucket->size == 0 && !grow(bucket, names))
        return NULL;
    item = find(bucket, key, hash);
    if (item->n != 0)
        return item;
    if (bucket->used == bucket->size / 2) {
        if (!grow(bucket, names))
            return NULL;
        item = find(bucket, key, hash);
    }
    item->key = key;
    bucket->used++;
    return item;
}

void bs_bucket_sort(struct bs_bucket *bucket)
{
    struct bs_item *slots = bucket->slots;
    size_t count = 0;

    for (size_t i = 0; count < bucket->used; i++) {
        struct bs_item item = slots[i];

        slots[count] = item; /* a branch would be mispredicted */
        count += item.n != 0;
    }
    bs_radix_sort(slots, slots + bucket->size / 2, count);
}

void bs_bucket_reset(struct bs_bucket *bucket)
{
    size_t half = bucket->size / 2;
    struct bs_item *smaller;

    /* Else one giant bucket would make the end of all later ones dear. */
    if (bucket->used < bucket->size / TOO_LARGE &&
        bucket->size > (size_t)1 << FIRST_BITS) {
        smaller = bs_resize(bucket->slots, half, sizeof *smaller);
        if (smaller != NULL) {
            bucket->slots = smaller;
            bucket->size = half;
            bucket->shift++;
        }
    }
    if (bucket->size > 0)
        memset(bucket->slots, 0, bucket->size * sizeof *bucket->slots);
    bucket->used = 0;
}

size_t bs_bucket_bytes(const struct bs_bucket *bucket)
{
    return bucket->size * sizeof *bucket->slots;
}

void bs_bucket_clear(struct bs_bucket *bucket)
{
    bs_free(bucket->slots);
    bs_bucket_init(bucket);
}
