/* SPDX-License-Identifier: MIT */
/*
 * sums - the counts that wait, summed, → the tables of sums.
 *
 * What bs_merge() gives has the numbers of memory; they become the ids of the
 * rows, and one script adds it all.
 *
 * Memory   That of bs_merge().
 */
#include "base/fail.h"
#include "store/state.h"

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
    for (size_t i = 0; i < merged->domain_count; i++)
        merged->domains[i].domain = domains[merged->domains[i].domain];
}

enum bs_status bs_sums_write(struct bs_store *store, const uint32_t *domains,
                             struct bs_error *err)
{
    struct bs_merged *merged = &store->source.merged;
    enum bs_status status;

    if (!bs_merge(merged, store->tally, &store->keys))
        return bs_fail_memory(err);
    to_ids(merged, store, domains);
    status = bs_sql_run(&store->db, "sql/sums-add.sql", err);
    bs_merged_clear(merged);
    return status;
}
