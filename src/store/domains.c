/* SPDX-License-Identifier: MIT */
/*
 * domains - the domains of a tally → rows of the table "domain".
 *
 * Those that the table has are found by a join in order of name; the others
 * get the next ids in that order, so that table and index grow at their ends.
 */
#include "base/alloc.h"
#include "base/fail.h"
#include "store/state.h"

struct job {
    struct bs_store *store;
    struct bs_named *named; /* in order of name */
    size_t count;
    uint32_t *ids; /* by number; 0: not known yet */
};

static enum bs_status start(struct job *job, struct bs_error *err)
{
    const uint32_t *order;

    if (bs_tally_by_name(job->store->tally, &order, &job->count) != BS_OK)
        return bs_fail_memory(err);
    job->ids = bs_new(job->count + 1, sizeof *job->ids);
    job->named = bs_new(job->count + 1, sizeof *job->named);
    if (job->ids == NULL || job->named == NULL)
        return bs_fail_memory(err);
    for (size_t i = 0; i < job->count; i++)
        job->named[i] = (struct bs_named){.id = order[i], .number = order[i]};
    return BS_OK;
}

static void show(struct job *job, size_t count)
{
    job->store->source.named = job->named;
    job->store->source.named_count = count;
}

static enum bs_status find_known(struct job *job, struct bs_error *err)
{
    const struct bs_db *db = &job->store->db;
    sqlite3_stmt *find;
    bool row;
    enum bs_status status =
        bs_sql_prepare(db, "sql/domain-find.sql", &find, err);

    if (status != BS_OK)
        return status;
    show(job, job->count);
    while ((status = bs_sql_step(db, find, &row, err)) == BS_OK && row) {
        const int64_t number = sqlite3_column_int64(find, 0);

        if (number > 0 && (uint64_t)number <= job->count)
            job->ids[number] = (uint32_t)sqlite3_column_int64(find, 1);
    }
    sqlite3_finalize(find);
    return status;
}

static enum bs_status
find_last(struct job *job, int64_t *last, struct bs_error *err)
{
    const struct bs_db *db = &job->store->db;
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

static enum bs_status
add_new(struct job *job, int64_t last, struct bs_error *err)
{
    size_t fresh = 0;

    if (last + (int64_t)job->count > UINT32_MAX)
        return bs_fail(err, BS_ELIMIT, "%s: too many domains",
                       job->store->db.label);
    for (size_t i = 0; i < job->count; i++) {
        const uint32_t number = job->named[i].number;

        if (job->ids[number] != 0)
            continue;
        job->ids[number] = (uint32_t)++last;
        job->named[fresh++] =
            (struct bs_named){.id = job->ids[number], .number = number};
    }
    if (fresh == 0)
        return BS_OK;
    show(job, fresh);
    return bs_sql_run(&job->store->db, "sql/domain-add.sql", err);
}

enum bs_status
bs_domains_write(struct bs_store *store, uint32_t **out, struct bs_error *err)
{
    struct job job = {.store = store};
    int64_t last = 0;
    enum bs_status status = start(&job, err);

    *out = NULL;
    if (status == BS_OK)
        status = find_last(&job, &last, err);
    if (status == BS_OK && last > 0)
        status = find_known(&job, err);
    if (status == BS_OK)
        status = add_new(&job, last, err);
    store->source.named = NULL;
    store->source.named_count = 0;
    bs_free(job.named);
    if (status == BS_OK)
        *out = job.ids;
    else
        bs_free(job.ids);
    return status;
}
