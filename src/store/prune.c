/* SPDX-License-Identifier: MIT */
/*
 * prune - rolls old hours up to days, and forgets what is older still.
 *
 * What is deleted is overwritten (secure_delete), the pages are given back,
 * and the write-ahead log, which holds the old pages, is emptied.
 *
 * Knows    Pages can be given back in place if SQLite knows of each page who
 *          refers to it (auto_vacuum). That makes a large ingest into a new
 *          database slower by 5 %, so that it begins with the first prune.
 * Source   sqlite.org/pragma.html: secure_delete, auto_vacuum,
 *          wal_checkpoint
 */
#include <assert.h>

#include "base/fail.h"
#include "store/state.h"

struct state {
    int64_t buckets;
    int64_t domains;
    int64_t n;
};

static enum bs_status
read_state(const struct bs_db *db, struct state *state, struct bs_error *err)
{
    sqlite3_stmt *get;
    bool row = false;
    enum bs_status status =
        bs_sql_prepare(db, "sql/prune-state.sql", &get, err);

    *state = (struct state){0};
    if (status != BS_OK)
        return status;
    status = bs_sql_step(db, get, &row, err);
    if (row) {
        state->buckets = sqlite3_column_int64(get, 0);
        state->domains = sqlite3_column_int64(get, 1);
        state->n = sqlite3_column_int64(get, 2);
    }
    sqlite3_finalize(get);
    return status;
}

static enum bs_status roll_up(const struct bs_db *db,
                              const struct bs_prune *what,
                              struct bs_pruned *out, struct bs_error *err)
{
    const struct bs_sql_arg arg = {":hourly", what->hourly};
    struct state before;
    struct state after;
    enum bs_status status = read_state(db, &before, err);

    if (status == BS_OK)
        status = bs_sql_run_with(db, "sql/prune-roll.sql", &arg, 1, err);
    if (status == BS_OK)
        status = read_state(db, &after, err);
    if (status == BS_OK)
        out->rolled = (uint64_t)(before.buckets - after.buckets);
    return status;
}

static enum bs_status delete_old(const struct bs_db *db,
                                 const struct bs_prune *what,
                                 struct bs_pruned *out, struct bs_error *err)
{
    const struct bs_sql_arg arg = {":keep", what->keep};
    struct state before;
    struct state after;
    enum bs_status status = read_state(db, &before, err);

    if (status == BS_OK)
        status = bs_sql_run_with(db, "sql/prune-delete.sql", &arg, 1, err);
    if (status == BS_OK)
        status = read_state(db, &after, err);
    if (status != BS_OK || before.buckets == after.buckets)
        return status;
    out->deleted = (uint64_t)(before.buckets - after.buckets);
    status = bs_sql_run(db, "sql/prune-sums.sql", err);
    if (status == BS_OK)
        status = read_state(db, &after, err);
    if (status != BS_OK)
        return status;
    out->events = (uint64_t)(before.n - after.n);
    out->domains = (uint64_t)(before.domains - after.domains);
    return BS_OK;
}

static enum bs_status change(const struct bs_db *db,
                             const struct bs_prune *what, struct bs_pruned *out,
                             struct bs_error *err)
{
    enum bs_status status = bs_sql_do(db, "BEGIN IMMEDIATE", err);

    if (status != BS_OK)
        return status;
    status = delete_old(db, what, out, err);
    if (status == BS_OK)
        status = roll_up(db, what, out, err);
    if (status == BS_OK)
        status = bs_sql_do(db, "COMMIT", err);
    if (status != BS_OK)
        (void)sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static enum bs_status
read_bytes(const struct bs_db *db, int64_t *bytes, struct bs_error *err)
{
    int64_t size;
    enum bs_status status = bs_sql_number(db, "PRAGMA page_count", bytes, err);

    if (status == BS_OK)
        status = bs_sql_number(db, "PRAGMA page_size", &size, err);
    if (status == BS_OK)
        *bytes *= size;
    return status;
}

/* The first time the file is made anew, with what it takes to give back. */
static enum bs_status give_back(const struct bs_db *db, struct bs_error *err)
{
    int64_t kind;
    enum bs_status status = bs_sql_number(db, "PRAGMA auto_vacuum", &kind, err);

    if (status != BS_OK)
        return status;
    return bs_sql_do(db,
                     kind == 0 ? "PRAGMA auto_vacuum=INCREMENTAL; VACUUM"
                               : "PRAGMA incremental_vacuum",
                     err);
}

static enum bs_status
shrink(const struct bs_db *db, struct bs_pruned *out, struct bs_error *err)
{
    int64_t before;
    int64_t after;
    enum bs_status status = read_bytes(db, &before, err);

    if (status == BS_OK)
        status = give_back(db, err);
    if (status == BS_OK)
        status = read_bytes(db, &after, err);
    if (status == BS_OK && before > after)
        out->bytes = (uint64_t)(before - after);
    return status;
}

static enum bs_status
empty_log(const struct bs_db *db, struct bs_pruned *out, struct bs_error *err)
{
    int64_t busy;
    enum bs_status status =
        bs_sql_number(db, "PRAGMA wal_checkpoint(TRUNCATE)", &busy, err);

    out->busy = busy != 0;
    return status;
}

enum bs_status bs_store_prune(struct bs_store *store,
                              const struct bs_prune *what,
                              struct bs_pruned *out, struct bs_error *err)
{
    enum bs_status status;
    enum bs_status emptied;

    assert(store->path != NULL && !store->read_only);
    *out = (struct bs_pruned){0};
    status = bs_store_flush(store, err);
    if (status == BS_OK)
        status = bs_sql_do(&store->db, "PRAGMA secure_delete=ON", err);
    if (status == BS_OK)
        status = change(&store->db, what, out, err);
    if (status != BS_OK)
        return status;
    status = shrink(&store->db, out, err);
    /* Also where there was no room to make the file anew. */
    emptied = empty_log(&store->db, out, status == BS_OK ? err : NULL);
    return status == BS_OK ? emptied : status;
}
