/* SPDX-License-Identifier: MIT */
/*
 * tally - counts in memory: (bucket, name, tag) → number.
 *
 * A hit waits in a ring while the memory that it needs is fetched: the slots
 * of its name and of its row when it comes, the name's record a while later. It
 * waits for few others only: the log that streams by between them would drive
 * out of the nearest cache what was fetched.
 *
 * Memory   Nothing is allocated per hit, only when a table grows.
 * Errors   When memory runs out the hit is lost, nothing else, and the tally
 *          says so until it is cleared.
 */
#include "tally/tally.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/hash.h"
#include "tally/names.h"
#include "tally/rows.h"

#ifndef BS_TALLY_RING
#define BS_TALLY_RING 8 /* a power of two; 1: no hit waits */
#endif
#define COUNT_AFTER (BS_TALLY_RING * 3 / 4) /* hits */
#define FETCH_AFTER (COUNT_AFTER / 2)
#define INLINE 64 /* bytes; a longer name does not wait */

_Static_assert((BS_TALLY_RING & (BS_TALLY_RING - 1)) == 0, "power of two");

struct pending {
    struct bs_tally_hit hit; /* its name is in text */
    uint32_t name_hash;
    uint32_t row_hash;
    char text[INLINE];
};

struct bs_tally {
    struct bs_hash_key key;
    size_t max_bytes;
    bool failed;
    struct bs_names names;
    struct bs_rows rows;
    uint32_t *by_name;
    size_t ordered; /* names in by_name */
    uint32_t added; /* hits so far; the remainder is the place in ring */
    uint32_t fetched;
    uint32_t counted;
    struct pending ring[BS_TALLY_RING];
};

enum bs_status bs_tally_new(struct bs_tally **out,
                            const struct bs_tally_options *options,
                            struct bs_error *err)
{
    struct bs_tally *tally = bs_new(1, sizeof *tally);

    *out = tally;
    if (tally == NULL)
        return bs_fail_memory(err);
    bs_hash_key_init(&tally->key, options->seed);
    tally->max_bytes = options->max_bytes;
    bs_names_init(&tally->names);
    bs_rows_init(&tally->rows, &tally->names);
    return BS_OK;
}

static void count(struct bs_tally *tally, const struct bs_tally_hit *hit,
                  uint32_t name_hash, uint32_t row_hash)
{
    uint32_t name = 0;

    if (hit->name.data != NULL) {
        name = bs_names_intern(&tally->names, hit->name, name_hash);
        if (name == 0) {
            tally->failed = true;
            return;
        }
    }
    if (!bs_rows_count(&tally->rows, hit, name, row_hash))
        tally->failed = true;
}

static struct pending *place(struct bs_tally *tally, uint32_t hit)
{
    return &tally->ring[hit % BS_TALLY_RING];
}

static void fetch_one(struct bs_tally *tally)
{
    const struct pending *next = place(tally, tally->fetched++);

    if (next->hit.name.data != NULL)
        bs_names_fetch_record(&tally->names, next->name_hash);
}

static void count_one(struct bs_tally *tally)
{
    const struct pending *next = place(tally, tally->counted++);

    count(tally, &next->hit, next->name_hash, next->row_hash);
}

static void count_all(struct bs_tally *tally)
{
    while (tally->counted != tally->added)
        count_one(tally);
    tally->fetched = tally->added;
}

static void enqueue(struct bs_tally *tally, const struct bs_tally_hit *hit,
                    uint32_t name_hash, uint32_t row_hash)
{
    struct pending *next = place(tally, tally->added++);

    next->hit = *hit;
    next->name_hash = name_hash;
    next->row_hash = row_hash;
    bs_bucket_fetch(tally->rows.hot, row_hash);
    if (hit->name.data != NULL) {
        bs_names_fetch_slot(&tally->names, name_hash);
        memcpy(next->text, hit->name.data, hit->name.len);
        next->hit.name.data = next->text;
    }
    if (tally->added - tally->fetched > FETCH_AFTER)
        fetch_one(tally);
    if (tally->added - tally->counted > COUNT_AFTER)
        count_one(tally);
}

void bs_tally_add(struct bs_tally *tally, const struct bs_tally_hit *hit)
{
    bool named = hit->name.data != NULL;
    uint32_t name_hash = named ? bs_hash(&tally->key, hit->name) : 0;
    uint32_t row_hash = bs_bucket_hash(name_hash, hit->tag);

    if (hit->n == 0)
        return;
    if (!named || hit->name.len <= INLINE) {
        enqueue(tally, hit, name_hash, row_hash);
        return;
    }
    count_all(tally); /* names are numbered in the order of the hits */
    count(tally, hit, name_hash, row_hash);
}

enum bs_status bs_tally_drain(struct bs_tally *tally)
{
    count_all(tally);
    return tally->failed ? BS_ENOMEM : BS_OK;
}

bool bs_tally_full(const struct bs_tally *tally)
{
    size_t bytes = sizeof *tally + bs_names_bytes(&tally->names) +
                   bs_rows_bytes(&tally->rows) +
                   tally->ordered * sizeof *tally->by_name;

    return tally->max_bytes != 0 && bytes > tally->max_bytes;
}

uint32_t bs_tally_names(const struct bs_tally *tally)
{
    return tally->names.count;
}

struct bs_str bs_tally_name(const struct bs_tally *tally, uint32_t name)
{
    if (name == 0)
        return (struct bs_str){0};
    return bs_names_get(&tally->names, name);
}

void bs_tally_fetch_name(const struct bs_tally *tally, uint32_t name)
{
    if (name != 0)
        bs_names_fetch(&tally->names, name);
}

enum bs_status bs_tally_rows(struct bs_tally *tally,
                             const struct bs_tally_row **rows, size_t *count)
{
    *rows = NULL;
    *count = 0;
    if (bs_tally_drain(tally) != BS_OK || !bs_rows_finish(&tally->rows))
        return BS_ENOMEM;
    *rows = tally->rows.sealed.rows;
    *count = tally->rows.sealed.count;
    return BS_OK;
}

/* Names are never taken away, so their number tells whether by_name holds. */
static bool order_names(struct bs_tally *tally)
{
    uint32_t *grown;

    if (tally->ordered == tally->names.count)
        return true;
    grown = bs_resize(tally->by_name, tally->names.count, sizeof *grown);
    if (grown == NULL)
        return false;
    tally->by_name = grown;
    if (!bs_names_order(&tally->names, grown))
        return false;
    tally->ordered = tally->names.count;
    return true;
}

enum bs_status
bs_tally_by_name(struct bs_tally *tally, const uint32_t **names, size_t *count)
{
    *names = NULL;
    *count = 0;
    if (bs_tally_drain(tally) != BS_OK || !order_names(tally))
        return BS_ENOMEM;
    *names = tally->by_name;
    *count = tally->ordered;
    return BS_OK;
}

void bs_tally_clear(struct bs_tally *tally)
{
    bs_names_clear(&tally->names);
    bs_rows_clear(&tally->rows);
    bs_free(tally->by_name);
    tally->by_name = NULL;
    tally->ordered = 0;
    tally->counted = tally->added;
    tally->fetched = tally->added;
    tally->failed = false;
}

void bs_tally_free(struct bs_tally *tally)
{
    if (tally == NULL)
        return;
    bs_tally_clear(tally);
    bs_free(tally);
}
