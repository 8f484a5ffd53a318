/* SPDX-License-Identifier: MIT */
/*
 * rows - counts in order of time: open buckets, then sealed.
 *
 * Hits go to one small table, that of the current bucket. The tables of a few
 * buckets before it stay open, for stragglers around the full hour and for
 * logs that were merged; the rest is sealed.
 *
 * Limits   A count has 32 bits in its table. Before they overflow the row is
 *          sealed, where counts have 64 bits and equal rows are added up.
 */
#include "tally/rows.h"

void bs_rows_init(struct bs_rows *rows, const struct bs_names *names)
{
    *rows = (struct bs_rows){.names = names, .hot = rows->open};
    for (size_t i = 0; i < BS_ROWS_OPEN; i++)
        bs_bucket_init(&rows->open[i]);
}

static bool seal(struct bs_rows *rows, struct bs_bucket *bucket)
{
    if (bucket->used == 0)
        return true;
    if (!bs_sealed_reserve(&rows->sealed, bucket->used))
        return false;
    bs_bucket_sort(bucket);
    bs_sealed_add(&rows->sealed, bucket->number, bucket->slots, bucket->used);
    bs_bucket_reset(bucket);
    return true;
}

static bool rests_longer(const struct bs_bucket *a, const struct bs_bucket *b)
{
    if (a->used == 0 || b->used == 0)
        return b->used != 0;
    return a->entered < b->entered;
}

/* The table of a bucket, else an empty one, else the one that rested longest.
 */
static struct bs_bucket *choose(struct bs_rows *rows, uint32_t number)
{
    struct bs_bucket *chosen = &rows->open[0];

    for (size_t i = 0; i < BS_ROWS_OPEN; i++) {
        struct bs_bucket *bucket = &rows->open[i];

        if (bucket->number == number)
            return bucket;
        if (rests_longer(bucket, chosen))
            chosen = bucket;
    }
    return chosen;
}

static bool turn_to(struct bs_rows *rows, uint32_t number)
{
    struct bs_bucket *bucket = choose(rows, number);

    if (bucket->number != number && !seal(rows, bucket))
        return false;
    bucket->number = number;
    bucket->entered = ++rows->turns;
    rows->hot = bucket;
    return true;
}

static void count_in(struct bs_item *item, const struct bs_tally_hit *hit)
{
    if (item->n == 0 || hit->second < item->first)
        item->first = hit->second;
    if (item->n == 0 || hit->second > item->last)
        item->last = hit->second;
    item->n += hit->n;
}

bool bs_rows_count(struct bs_rows *rows, const struct bs_tally_hit *hit,
                   uint32_t name, uint32_t hash)
{
    struct bs_item *item;

    if (hit->bucket != rows->hot->number && !turn_to(rows, hit->bucket))
        return false;
    item = bs_bucket_item(rows->hot, rows->names, bs_bucket_key(name, hit->tag),
                          hash);
    if (item == NULL)
        return false;
    if (hit->n > UINT32_MAX - item->n) {
        if (!bs_sealed_reserve(&rows->sealed, 1))
            return false;
        bs_sealed_add(&rows->sealed, hit->bucket, item, 1);
        item->n = 0;
    }
    count_in(item, hit);
    return true;
}

/* The first in order, so that mostly nothing is left to merge. */
static struct bs_bucket *first_open(struct bs_rows *rows)
{
    struct bs_bucket *first = NULL;

    for (size_t i = 0; i < BS_ROWS_OPEN; i++) {
        struct bs_bucket *bucket = &rows->open[i];

        if (bucket->used > 0 &&
            (first == NULL || bucket->number < first->number))
            first = bucket;
    }
    return first;
}

bool bs_rows_finish(struct bs_rows *rows)
{
    struct bs_bucket *next;

    while ((next = first_open(rows)) != NULL)
        if (!seal(rows, next))
            return false;
    return bs_sealed_merge(&rows->sealed);
}

size_t bs_rows_bytes(const struct bs_rows *rows)
{
    size_t bytes = bs_sealed_bytes(&rows->sealed);

    for (size_t i = 0; i < BS_ROWS_OPEN; i++)
        bytes += bs_bucket_bytes(&rows->open[i]);
    return bytes;
}

void bs_rows_clear(struct bs_rows *rows)
{
    for (size_t i = 0; i < BS_ROWS_OPEN; i++)
        bs_bucket_clear(&rows->open[i]);
    bs_sealed_clear(&rows->sealed);
    bs_rows_init(rows, rows->names);
}
