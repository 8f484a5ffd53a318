/* SPDX-License-Identifier: MIT */
/*
 * sums - the counts that wait, summed, → the tables of sums.
 *
 * What bs_merge() gives has the numbers of memory; they become the ids of the
 * rows, and one script adds it all.
 *
 * Memory   That of bs_merge(), and 72 bytes for each domain and outcome.
 */
#include "base/alloc.h"
#include "base/fail.h"
#include "store/state.h"
#include "tally/radix.h"

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

struct order { /* the indexes of rows, by key */
    struct bs_item *items;
    size_t count;
};

static bool order_init(struct order *order, size_t count)
{
    order->count = count;
    order->items = bs_new(2 * count + 1, sizeof *order->items);
    return order->items != NULL;
}

static void order_sort(struct order *order)
{
    bs_radix_sort(order->items, order->items + order->count, order->count);
}

/* SQLite adds rows in the order of the key in half the time. */
static bool sort_selected(struct bs_merged *merged)
{
    const size_t count = merged->selected_count;
    struct bs_selected *sorted = bs_new(count + 1, sizeof *sorted);
    struct order order;

    if (count > UINT32_MAX || sorted == NULL || !order_init(&order, count)) {
        bs_free(sorted);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const struct bs_selected *row = &merged->selected[i];

        order.items[i].key = (uint64_t)row->domain << 32 | row->outcome;
        order.items[i].n = (uint32_t)i;
    }
    order_sort(&order);
    for (size_t i = 0; i < count; i++)
        sorted[i] = merged->selected[order.items[i].n];
    bs_free(order.items);
    bs_free(merged->selected);
    merged->selected = sorted;
    return true;
}

static bool sort_domains(struct bs_merged *merged)
{
    const size_t count = merged->domain_count;
    struct bs_domain_sum *sorted = bs_new(count + 1, sizeof *sorted);
    struct order order;

    if (count > UINT32_MAX || sorted == NULL || !order_init(&order, count)) {
        bs_free(sorted);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        order.items[i].key = merged->domains[i].domain;
        order.items[i].n = (uint32_t)i;
    }
    order_sort(&order);
    for (size_t i = 0; i < count; i++)
        sorted[i] = merged->domains[order.items[i].n];
    bs_free(order.items);
    bs_free(merged->domains);
    merged->domains = sorted;
    return true;
}

enum bs_status bs_sums_write(struct bs_store *store, const uint32_t *domains,
                             struct bs_error *err)
{
    struct bs_merged *merged = &store->source.merged;
    enum bs_status status;

    if (!bs_merge(merged, store->tally, &store->keys))
        return bs_fail_memory(err);
    to_ids(merged, store, domains);
    if (!sort_selected(merged) || !sort_domains(merged)) {
        bs_merged_clear(merged);
        return bs_fail_memory(err);
    }
    status = bs_sql_run(&store->db, "sql/sums-add.sql", err);
    bs_merged_clear(merged);
    return status;
}
