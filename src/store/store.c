/* SPDX-License-Identifier: MIT */
/*
 * store - counts events in memory, and writes them when they are asked for.
 *
 * Memory   Bounded by max_bytes and what a report needs. When it is full the
 *          counts go to the database, in the transaction that the next
 *          bs_store_flush() commits; without a path, to a temporary one.
 * Errors   A flush that fails leaves the counts in memory, to be tried again.
 *          If some had left the memory already they are lost with the
 *          transaction, and the store says so from then on.
 */
#include "bouncestat/store.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "store/db.h"
#include "store/state.h"

#define MAX_BYTES ((size_t)40 * 1024 * 1024)
#define SMALL_BYTES ((size_t)1024 * 1024)
#define LOOK_EVERY 64   /* events; a few names more do not matter */
#define MAX_STEPS 50000 /* times BS_STEPS: a minute or two */

static enum bs_status
is_broken(const struct bs_store *store, struct bs_error *err)
{
    if (store->broken.status != BS_OK && err != NULL)
        *err = store->broken;
    return store->broken.status;
}

/* For the virtual tables: what they need, when they need it. */
static enum bs_status load(void *context, enum bs_need need)
{
    struct bs_store *store = context;
    struct bs_source *source = &store->source;

    if (need == BS_NEED_NAMES)
        return BS_OK;
    if (need == BS_NEED_ROWS)
        return bs_tally_rows(store->tally, &source->rows, &source->row_count);
    if (!store->changed)
        return BS_OK;
    bs_merged_clear(&source->merged);
    if (!bs_merge(&source->merged, store->tally, &store->keys, NULL))
        return BS_ENOMEM;
    store->changed = false;
    return BS_OK;
}

static enum bs_status
open_database(struct bs_store *store, struct bs_error *err)
{
    enum bs_status status;

    if (store->read_only)
        status = bs_db_open_read(&store->db, store->path, &store->source, err);
    else if (store->path != NULL)
        status = bs_db_open_file(&store->db, store->path, &store->source, err);
    else if (store->in_memory)
        status = bs_db_open_memory(&store->db, &store->source, err);
    else
        status = bs_db_open_temporary(&store->db, &store->source, err);
    if (status != BS_OK)
        return status;
    bs_guard_set(store);
    store->source.load = store->in_memory ? load : NULL;
    return store->read_only ? BS_OK : bs_codes_first(store, err);
}

static enum bs_status open_parts(struct bs_store *store,
                                 const struct bs_store_options *options,
                                 struct bs_error *err)
{
    const struct bs_tally_options tally = {
        .seed = options->seed,
        .max_bytes = options->max_bytes != 0 ? options->max_bytes : MAX_BYTES};
    enum bs_status status;

    store->look_every = tally.max_bytes < SMALL_BYTES ? 1 : LOOK_EVERY;
    store->until_look = store->look_every;
    bs_keys_init(&store->keys, options->seed);
    store->keys.to_day = options->to_day;
    store->keys.context = options->context;
    store->max_steps = MAX_STEPS;
    store->db.data = options->data;
    store->db.wait_ms = options->wait_ms;
    store->in_memory = options->path == NULL;
    store->read_only = options->read_only;
    assert(!options->read_only || options->path != NULL);
    if (options->path != NULL) {
        if (options->path[0] == '\0')
            return bs_fail(err, BS_ESTORE, "the path of the database is empty");
        store->path = bs_copy(options->path, strlen(options->path));
        if (store->path == NULL)
            return bs_fail_memory(err);
    }
    status = bs_tally_new(&store->tally, &tally, err);
    if (status == BS_OK)
        status = bs_codebook_open(&store->book, options->data, err);
    if (status != BS_OK)
        return status;
    store->source.tally = store->tally;
    store->source.context = store;
    return open_database(store, err);
}

enum bs_status bs_store_open(struct bs_store **out,
                             const struct bs_store_options *options,
                             struct bs_error *err)
{
    struct bs_store *store = bs_new(1, sizeof *store);
    enum bs_status status;

    *out = NULL;
    if (store == NULL)
        return bs_fail_memory(err);
    status = open_parts(store, options, err);
    if (status != BS_OK) {
        bs_store_close(store);
        return status;
    }
    *out = store;
    return BS_OK;
}

void bs_store_close(struct bs_store *store)
{
    if (store == NULL)
        return;
    bs_db_close(&store->db);
    bs_merged_clear(&store->source.merged);
    bs_ids_clear(&store->buckets);
    bs_ids_clear(&store->outcomes);
    bs_ids_clear(&store->replies);
    bs_inputs_clear(&store->inputs);
    bs_keys_clear(&store->keys);
    bs_text_clear(&store->domain);
    bs_tally_free(store->tally);
    bs_codebook_close(store->book);
    bs_free(store->path);
    bs_free(store);
}

/* What was counted is in the database: begin anew. Rows of buckets and
 * outcomes are looked up again, for others may write there, too. */
static void forget(struct bs_store *store)
{
    bs_tally_clear(store->tally);
    bs_keys_clear(&store->keys);
    bs_ids_clear(&store->buckets);
    bs_ids_clear(&store->outcomes);
    bs_ids_clear(&store->replies);
    store->changed = false;
    store->filled = false;
}

/* The transaction is lost, and with it what had left the memory. */
static void roll_back(struct bs_store *store, const struct bs_error *why)
{
    if (store->spilled || store->path == NULL)
        store->broken = *why;
    (void)sqlite3_exec(store->db.handle, "ROLLBACK", NULL, NULL, NULL);
    store->begun = false;
    store->spilled = false;
    bs_ids_clear(&store->buckets);
    bs_ids_clear(&store->outcomes);
    bs_ids_clear(&store->replies);
    store->inputs.written = 0;
}

static enum bs_status begin(struct bs_store *store, struct bs_error *err)
{
    enum bs_status status;

    if (store->begun)
        return BS_OK;
    status = bs_sql_do(&store->db, "BEGIN IMMEDIATE", err);
    store->begun = status == BS_OK;
    return status == BS_OK ? bs_codes_sync(store, err) : status;
}

enum bs_status
bs_store_begin(struct bs_store *store, bool *changed, struct bs_error *err)
{
    struct bs_error own;
    int64_t version = 0;
    enum bs_status status;

    *changed = false;
    if (is_broken(store, err) != BS_OK)
        return store->broken.status;
    if (store->begun)
        return BS_OK;
    if (err == NULL)
        err = &own;
    status = begin(store, err);
    if (status == BS_OK)
        status =
            bs_sql_number(&store->db, "PRAGMA data_version", &version, err);
    *changed = version != store->found_version;
    if (status != BS_OK)
        roll_back(store, err);
    return status;
}

/* All that is in memory → the open transaction, which stays open. */
static enum bs_status write_all(struct bs_store *store, struct bs_error *err)
{
    enum bs_status status;

    if (bs_tally_drain(store->tally) != BS_OK)
        return bs_fail_memory(err);
    status = begin(store, err);
    if (status == BS_OK)
        status = bs_counts_write(store, err);
    return status == BS_OK ? bs_inputs_write(store, err) : status;
}

static enum bs_status commit(struct bs_store *store, struct bs_error *err)
{
    enum bs_status status = write_all(store, err);

    if (status == BS_OK)
        status = bs_sql_do(&store->db, "COMMIT", err);
    if (status != BS_OK) {
        roll_back(store, err);
        return status;
    }
    store->begun = false;
    store->spilled = false;
    if (store->path != NULL) /* a temporary database is never begun again */
        bs_inputs_clear(&store->inputs);
    forget(store);
    return BS_OK;
}

static bool has_news(const struct bs_store *store)
{
    return store->changed || store->begun ||
           store->inputs.written < store->inputs.count;
}

enum bs_status bs_store_flush(struct bs_store *store, struct bs_error *err)
{
    struct bs_error own;

    if (is_broken(store, err) != BS_OK)
        return store->broken.status;
    if (err == NULL)
        err = &own;
    if (store->path != NULL && has_news(store))
        return commit(store, err);
    if (bs_tally_drain(store->tally) != BS_OK)
        return bs_fail_memory(err);
    return BS_OK;
}

enum bs_status bs_store_settle(struct bs_store *store, struct bs_error *err)
{
    struct bs_error own;
    enum bs_status status;

    if (is_broken(store, err) != BS_OK)
        return store->broken.status;
    if (err == NULL)
        err = &own;
    if (store->path != NULL)
        return BS_OK;
    if (!store->in_memory)
        return has_news(store) ? commit(store, err) : BS_OK;
    if (bs_tally_drain(store->tally) != BS_OK)
        return bs_fail_memory(err);
    status = bs_keys_write(store, err);
    return status == BS_OK ? bs_inputs_write(store, err) : status;
}

/* From virtual tables to a database on disk. */
static enum bs_status leave_memory(struct bs_store *store, struct bs_error *err)
{
    bs_db_close(&store->db);
    bs_merged_clear(&store->source.merged);
    bs_ids_clear(&store->buckets);
    bs_ids_clear(&store->outcomes);
    bs_ids_clear(&store->replies);
    store->source.rows = NULL;
    store->source.row_count = 0;
    store->inputs.written = 0;
    store->in_memory = false;
    return open_database(store, err);
}

static enum bs_status spill(struct bs_store *store)
{
    struct bs_error err = {0};
    enum bs_status status = BS_OK;

    if (store->in_memory)
        status = leave_memory(store, &err);
    if (status == BS_OK)
        status = write_all(store, &err);
    if (status != BS_OK) {
        store->spilled = true; /* there is no room to try it again */
        roll_back(store, &err);
        return status;
    }
    store->spilled = true;
    forget(store);
    return BS_OK;
}

static bool
clean_domain(struct bs_store *store, struct bs_str domain, struct bs_str *out)
{
    *out = domain;
    if (bs_text_is_plain(domain)) /* nearly all are */
        return true;
    if (!bs_text_clean(&store->domain, domain))
        return false;
    *out = store->domain.text;
    return true;
}

enum bs_status
bs_store_count(struct bs_store *store, const struct bs_event *event)
{
    struct bs_tally_hit hit = {.n = 1};

    assert(!store->read_only);
    if (store->broken.status != BS_OK)
        return store->broken.status;
    if (!bs_keys_bucket(&store->keys, event->time, &hit.bucket) ||
        !bs_keys_tag(&store->keys, event, &hit.tag) ||
        !clean_domain(store, event->domain, &hit.name)) {
        (void)bs_fail_memory(&store->broken); /* an event is missing */
        return BS_ENOMEM;
    }
    hit.second = bs_keys_second(event->time);
    bs_tally_add(store->tally, &hit);
    store->changed = true;
    if (store->keys.many)
        return spill(store);
    if (--store->until_look > 0)
        return BS_OK;
    store->until_look = store->look_every;
    return bs_tally_full(store->tally) ? spill(store) : BS_OK;
}
