/* SPDX-License-Identifier: MIT */
/*
 * sums - the counts that wait, summed, → the tables of sums.
 *
 * What bs_merge() gives has the numbers of memory; they become the ids of the
 * rows, and one script adds it all. The domains come in order of their ids:
 * SQLite adds rows in the order of the key in half the time.
 *
 * Memory   That of bs_merge(), and 4 bytes for each domain.
 */
#include "base/alloc.h"
#include "base/fail.h"
#include "store/state.h"

enum bs_status bs_sums_make(struct bs_store *store,
                            const struct bs_domains *domains,
                            struct bs_error *err)
{
    uint32_t *place = bs_new(domains->count, sizeof *place);
    bool made = place != NULL;

    for (size_t i = 0; made && i < domains->count; i++)
        place[domains->named[i].number] = (uint32_t)i;
    made = made &&
           bs_merge(&store->source.merged, store->tally, &store->keys, place);
    bs_free(place);
    return made ? BS_OK : bs_fail_memory(err);
}

static void to_ids(struct bs_merged *merged, const struct bs_store *store,
                   const uint32_t *domains)
{
    const uint32_t *outcomes = store->outcomes.ids;

    for (size_t i = 0; i < merged->selected_count; i++) {
        struct bs_selected *row = &merged->selected[i];

        row->domain = domains[row->domain];
        row->outcome = store->outcomes.kinds[row->outcome];
    }
    for (size_t i = 0; i < merged->outcome_count; i++)
        merged->outcomes[i].outcome = outcomes[merged->outcomes[i].outcome];
    for (size_t i = 0; i < merged->bucket_count; i++) {
        struct bs_bucket_sum *row = &merged->buckets[i];

        row->bucket = store->buckets.ids[row->bucket];
        row->outcome = outcomes[row->outcome];
    }
}

enum bs_status bs_sums_write(struct bs_store *store,
                             const struct bs_domains *domains,
                             struct bs_error *err)
{
    to_ids(&store->source.merged, store, domains->ids);
    return bs_sql_run(&store->db, "sql/sums-add.sql", err);
}
