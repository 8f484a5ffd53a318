/* SPDX-License-Identifier: MIT */
/*
 * sealed - the rows of the buckets that are done.
 *
 * Each bucket comes in order, and mostly behind the bucket before it: then
 * there is nothing to do. Else a natural merge sort joins neighbouring runs
 * until one is left, and adds up equal triples on the way.
 *
 * Memory   At most about three times the merged rows: before the block grows
 *          beyond twice their number, they are merged again. Merging takes
 *          as many rows once more, for a moment.
 */
#include "tally/sealed.h"

#include <string.h>

#include "base/alloc.h"

#define FIRST_ROOM 4096 /* rows */
#define GROWN 2         /* times the merged rows */

static int compare(const struct bs_tally_row *a, const struct bs_tally_row *b)
{
    uint64_t left = (uint64_t)a->name << 32 | a->tag;
    uint64_t right = (uint64_t)b->name << 32 | b->tag;

    if (a->bucket != b->bucket)
        return a->bucket < b->bucket ? -1 : 1;
    return (left > right) - (left < right);
}

static void add_up(struct bs_tally_row *sum, const struct bs_tally_row *row)
{
    sum->n = row->n > UINT64_MAX - sum->n ? UINT64_MAX : sum->n + row->n;
    if (row->first < sum->first)
        sum->first = row->first;
    if (row->last > sum->last)
        sum->last = row->last;
}

/* The end of the longest run in strict order that begins at i. */
static size_t run_end(const struct bs_tally_row *rows, size_t i, size_t count)
{
    for (i++; i < count && compare(&rows[i - 1], &rows[i]) < 0;)
        i++;
    return i < count ? i : count;
}

/* Merges the runs from..middle and middle..end; returns the rows written. */
static size_t join(const struct bs_tally_row *from,
                   const struct bs_tally_row *middle,
                   const struct bs_tally_row *end, struct bs_tally_row *to)
{
    const struct bs_tally_row *other = middle;
    struct bs_tally_row *out = to;

    while (from < middle && other < end) {
        int order = compare(from, other);

        *out = order <= 0 ? *from : *other;
        if (order == 0)
            add_up(out, other);
        from += order <= 0;
        other += order >= 0;
        out++;
    }
    memcpy(out, from, (size_t)(middle - from) * sizeof *out);
    out += middle - from;
    memcpy(out, other, (size_t)(end - other) * sizeof *out);
    out += end - other;
    return (size_t)(out - to);
}

/* Joins neighbouring runs; returns how many runs there were. */
static size_t join_pairs(const struct bs_tally_row *from, size_t *count,
                         struct bs_tally_row *to)
{
    size_t runs = 0;
    size_t out = 0;

    for (size_t i = 0, end; i < *count; i = end) {
        size_t middle = run_end(from, i, *count);

        end = middle < *count ? run_end(from, middle, *count) : middle;
        out += join(from + i, from + middle, from + end, to + out);
        runs += end > middle ? 2 : 1;
    }
    *count = out;
    return runs;
}

bool bs_sealed_merge(struct bs_sealed *sealed)
{
    struct bs_tally_row *from = sealed->rows;
    struct bs_tally_row *to;
    struct bs_sealed before;
    size_t runs;

    sealed->merged = sealed->count;
    if (!sealed->disturbed)
        return true;
    to = bs_resize(NULL, sealed->count, sizeof *to);
    if (to == NULL)
        return false;
    before = *sealed;
    do {
        struct bs_tally_row *swap = from;

        runs = join_pairs(from, &sealed->count, to);
        from = to;
        to = swap;
    } while (runs > 2);
    bs_free(to);
    sealed->rows = from;
    sealed->room = from == before.rows ? before.room : before.count;
    sealed->merged = sealed->count;
    sealed->disturbed = false;
    return true;
}

bool bs_sealed_reserve(struct bs_sealed *sealed, size_t more)
{
    struct bs_tally_row *grown;
    size_t room;

    if (more <= sealed->room - sealed->count)
        return true;
    if (sealed->count >= FIRST_ROOM && sealed->count / GROWN >= sealed->merged)
        (void)bs_sealed_merge(sealed); /* without it there is only more */
    if (more <= sealed->room - sealed->count)
        return true;
    room = sealed->count + sealed->count / 2 + FIRST_ROOM + more;
    grown = bs_resize(sealed->rows, room, sizeof *grown);
    if (grown == NULL)
        return false;
    sealed->rows = grown;
    sealed->room = room;
    return true;
}

void bs_sealed_add(struct bs_sealed *sealed, uint32_t bucket,
                   const struct bs_item *items, size_t count)
{
    struct bs_tally_row *to = sealed->rows + sealed->count;

    for (size_t i = 0; i < count; i++)
        to[i] = (struct bs_tally_row){
            .bucket = bucket,
            .name = (uint32_t)(items[i].key >> 32),
            .tag = (uint32_t)items[i].key,
            .first = items[i].first,
            .last = items[i].last,
            .n = items[i].n,
        };
    if (sealed->count > 0 && count > 0 && compare(to - 1, to) >= 0)
        sealed->disturbed = true;
    sealed->count += count;
}

size_t bs_sealed_bytes(const struct bs_sealed *sealed)
{
    size_t rows = sealed->room + (sealed->disturbed ? sealed->count : 0);

    return rows * sizeof *sealed->rows;
}

void bs_sealed_clear(struct bs_sealed *sealed)
{
    bs_free(sealed->rows);
    *sealed = (struct bs_sealed){0};
}
