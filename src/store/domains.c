/* SPDX-License-Identifier: MIT */
/*
 * domains - the domains of a tally → rows of the table "domain".
 *
 * Those that the table has are found by a join in order of name; the others
 * get the next ids in that order, so that table and index grow at their ends.
 *
 * Memory   20 bytes for each domain; 32 more for a moment, if some are known.
 */
#include "base/alloc.h"
#include "base/fail.h"
#include "store/state.h"
#include "tally/radix.h"

void bs_domains_clear(struct bs_domains *domains)
{
    bs_free(domains->named);
    bs_free(domains->ids);
    *domains = (struct bs_domains){0};
}

/* In order of name. */
static enum bs_status start(const struct bs_store *store,
                            struct bs_domains *domains, struct bs_error *err)
{
    const uint32_t *order;
    size_t names;

    if (bs_tally_by_name(store->tally, &order, &names) != BS_OK)
        return bs_fail_memory(err);
    domains->count = names + 1;
    domains->ids = bs_new(domains->count, sizeof *domains->ids);
    domains->named = bs_new(domains->count, sizeof *domains->named);
    if (domains->ids == NULL || domains->named == NULL)
        return bs_fail_memory(err);
    for (size_t i = 0; i < names; i++)
        domains->named[i + 1].number = order[i];
    return BS_OK;
}

static void show(struct bs_store *store, const struct bs_domains *domains)
{
    store->source.named = domains->named;
    store->source.named_count = domains->count;
}

static void hide(struct bs_store *store)
{
    store->source.named = NULL;
    store->source.named_count = 0;
}

/* sql/domain-find.sql, which gives the place of a name. */
static enum bs_status find_known(struct bs_store *store,
                                 struct bs_domains *domains,
                                 struct bs_error *err)
{
    sqlite3_stmt *find;
    bool row;
    enum bs_status status =
        bs_sql_prepare(&store->db, "sql/domain-find.sql", &find, err);

    if (status != BS_OK)
        return status;
    for (size_t i = 0; i < domains->count; i++)
        domains->named[i].id = (uint32_t)i;
    show(store, domains);
    while ((status = bs_sql_step(&store->db, find, &row, err)) == BS_OK &&
           row) {
        const int64_t place = sqlite3_column_int64(find, 0);

        if (place > 0 && (uint64_t)place < domains->count)
            domains->ids[domains->named[place].number] =
                (uint32_t)sqlite3_column_int64(find, 1);
    }
    hide(store);
    sqlite3_finalize(find);
    return status;
}

static enum bs_status
find_last(const struct bs_db *db, int64_t *last, struct bs_error *err)
{
    sqlite3_stmt *get;
    bool row = false;
    enum bs_status status =
        bs_sql_prepare(db, "sql/domain-last.sql", &get, err);

    *last = 0;
    if (status != BS_OK)
        return status;
    status = bs_sql_step(db, get, &row, err);
    if (row)
        *last = sqlite3_column_int64(get, 0);
    sqlite3_finalize(get);
    return status;
}

static void deal_out(struct bs_domains *domains, int64_t last)
{
    for (size_t i = 1; i < domains->count; i++) {
        struct bs_named *named = &domains->named[i];
        uint32_t *id = &domains->ids[named->number];

        if (*id == 0)
            *id = (uint32_t)++last;
        named->id = *id;
    }
}

/* By id: those that were known are scattered over the table. */
static bool sort(struct bs_domains *domains)
{
    const size_t count = domains->count;
    struct bs_item *items = bs_new(2 * count, sizeof *items);

    if (items == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        items[i].key = domains->named[i].id;
        items[i].n = domains->named[i].number;
    }
    bs_radix_sort(items, items + count, count);
    for (size_t i = 0; i < count; i++)
        domains->named[i] = (struct bs_named){.id = (uint32_t)items[i].key,
                                              .number = items[i].n};
    bs_free(items);
    return true;
}

enum bs_status bs_domains_find(struct bs_store *store, struct bs_domains *out,
                               struct bs_error *err)
{
    int64_t last = 0;
    enum bs_status status = start(store, out, err);

    if (status == BS_OK)
        status = find_last(&store->db, &last, err);
    if (status == BS_OK && last + (int64_t)out->count > UINT32_MAX)
        status =
            bs_fail(err, BS_ELIMIT, "%s: too many domains", store->db.label);
    if (status == BS_OK && last > 0)
        status = find_known(store, out, err);
    if (status != BS_OK)
        return status;
    deal_out(out, last);
    return last == 0 || sort(out) ? BS_OK : bs_fail_memory(err);
}

/* Both are in the same order, and mail of some domains was but probes. */
static void
link_sums(const struct bs_domains *domains, const struct bs_merged *merged)
{
    const struct bs_domain_sum *sum = merged->domains;
    const struct bs_domain_sum *end = sum + merged->domain_count;

    for (size_t i = 0; i < domains->count && sum < end; i++)
        if (sum->domain == domains->named[i].number)
            domains->named[i].sum = sum++;
}

enum bs_status bs_domains_write(struct bs_store *store,
                                struct bs_domains *domains,
                                struct bs_error *err)
{
    enum bs_status status;

    link_sums(domains, &store->source.merged);
    show(store, domains);
    status = bs_sql_run(&store->db, "sql/domain-add.sql", err);
    hide(store);
    return status;
}
