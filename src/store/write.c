/* SPDX-License-Identifier: MIT */
/*
 * write - buckets, outcomes and counts → rows of the database.
 *
 * The counts of one bucket at a time are sorted into the order of the primary
 * key and handed to SQLite by one statement that reads a virtual table.
 *
 * Memory   56 bytes for each row of the largest bucket.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/civil.h"
#include "base/fail.h"
#include "store/state.h"
#include "tally/radix.h"

#define DAY_SIZE 40 /* "YYYY-MM-DD" of any int */

void bs_ids_clear(struct bs_ids *ids)
{
    bs_free(ids->ids);
    bs_free(ids->kinds);
    *ids = (struct bs_ids){0};
}

static bool grow(struct bs_ids *ids)
{
    uint32_t *grown = bs_grow(ids->ids, &ids->room, ids->count, sizeof *grown);

    if (grown == NULL)
        return false;
    ids->ids = grown;
    grown = bs_grow(ids->kinds, &ids->kind_room, ids->count, sizeof *grown);
    if (grown == NULL)
        return false;
    ids->kinds = grown;
    return true;
}

/* Runs a statement that gives an id (and a kind), and keeps that; 0 if it gives
 * no row. first is the id of the first one in memory. */
static enum bs_status put(const struct bs_store *store, sqlite3_stmt *statement,
                          struct bs_ids *ids, uint32_t first,
                          struct bs_error *err)
{
    bool row;
    enum bs_status status;

    if (!grow(ids))
        return bs_fail_memory(err);
    if (store->in_memory)
        bs_sql_int(statement, ":id", (int64_t)ids->count + first);
    status = bs_sql_step(&store->db, statement, &row, err);
    if (status != BS_OK)
        return status;
    ids->ids[ids->count] =
        row ? (uint32_t)sqlite3_column_int64(statement, 0) : 0;
    ids->kinds[ids->count] =
        row ? (uint32_t)sqlite3_column_int64(statement, 1) : 0;
    if (row)
        status = bs_sql_finish(&store->db, statement, err);
    if (status == BS_OK)
        ids->count++;
    return status;
}

static enum bs_status put_bucket(struct bs_store *store,
                                 sqlite3_stmt *statement, struct bs_error *err)
{
    const struct bs_hour hour =
        bs_keys_get_bucket(&store->keys, store->buckets.count);
    char text[DAY_SIZE];
    int year;
    int month;
    int day;

    bs_civil_date(hour.day, &year, &month, &day);
    (void)snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    bs_sql_int(statement, ":hour", hour.start);
    bs_sql_text(statement, ":day", bs_str_of(text));
    return put(store, statement, &store->buckets, 0, err);
}

/* Row 0 stands for what is too much. */
static enum bs_status
put_reply(struct bs_store *store, sqlite3_stmt *statement, struct bs_error *err)
{
    struct bs_ids *ids = &store->replies;
    enum bs_status status;

    bs_sql_text(statement, ":text", bs_keys_text(&store->keys, ids->count + 1));
    bs_sql_int(statement, ":room", store->reply_room);
    status = put(store, statement, ids, 1, err);
    if (status == BS_OK && ids->ids[ids->count - 1] > store->reply_last) {
        store->reply_last = ids->ids[ids->count - 1];
        store->reply_room--;
    }
    return status;
}

static const char *
explain(const struct bs_store *store, uint16_t code, struct bs_esc esc)
{
    enum bs_code_match match;
    const struct bs_code_info *info =
        bs_codebook_explain(store->book, code, esc, &match);

    return info != NULL ? info->key : NULL;
}

static enum bs_status put_outcome(struct bs_store *store,
                                  sqlite3_stmt *statement, struct bs_error *err)
{
    const struct bs_keys *keys = &store->keys;
    const struct bs_tag tag = bs_keys_get_tag(keys, store->outcomes.count);
    const struct bs_esc esc = {tag.esc[0], tag.esc[1], tag.esc[2]};
    char dsn[BS_ESC_BUFSIZE];

    (void)sqlite3_clear_bindings(statement);
    bs_sql_text(statement, ":host", bs_keys_host(keys, tag));
    bs_sql_text(statement, ":mta", bs_keys_mta(keys, tag));
    bs_sql_text(statement, ":direction",
                bs_str_of(bs_direction_text(tag.direction)));
    bs_sql_text(statement, ":outcome", bs_str_of(bs_outcome_text(tag.outcome)));
    bs_sql_text(statement, ":provider", bs_keys_label(keys, tag.provider));
    bs_sql_text(statement, ":class", bs_keys_label(keys, tag.class));
    bs_sql_text(statement, ":severity", bs_keys_label(keys, tag.severity));
    if (tag.text != 0)
        bs_sql_int(statement, ":text", store->replies.ids[tag.text - 1]);
    bs_sql_int(statement, ":again", (tag.flags & BS_FLAG_AGAIN) != 0);
    bs_sql_int(statement, ":null_sender",
               (tag.flags & BS_FLAG_NULL_SENDER) != 0);
    bs_sql_int(statement, ":first", (tag.flags & BS_FLAG_FIRST) != 0);
    if (tag.code != 0)
        bs_sql_int(statement, ":code", tag.code);
    if (bs_esc_format(dsn, esc) > 0)
        bs_sql_text(statement, ":dsn", bs_str_of(dsn));
    bs_sql_text(statement, ":explained_by",
                bs_str_of(explain(store, tag.code, esc)));
    return put(store, statement, &store->outcomes, 0, err);
}

typedef enum bs_status
put_fn(struct bs_store *store, sqlite3_stmt *statement, struct bs_error *err);

static enum bs_status put_all(struct bs_store *store, const char *name,
                              put_fn *put_one, uint32_t count,
                              struct bs_error *err)
{
    sqlite3_stmt *statement;
    enum bs_status status = bs_sql_prepare(&store->db, name, &statement, err);

    if (status != BS_OK)
        return status;
    while (status == BS_OK && count-- > 0)
        status = put_one(store, statement, err);
    sqlite3_finalize(statement);
    return status;
}

static enum bs_status
write_replies(struct bs_store *store, uint32_t count, struct bs_error *err)
{
    sqlite3_stmt *get;
    bool row = false;
    enum bs_status status =
        bs_sql_prepare(&store->db, "sql/reply-room.sql", &get, err);

    if (status != BS_OK)
        return status;
    status = bs_sql_step(&store->db, get, &row, err);
    if (row) {
        store->reply_room = BS_REPLIES_MAX - sqlite3_column_int64(get, 0);
        store->reply_last = sqlite3_column_int64(get, 1);
    }
    sqlite3_finalize(get);
    if (status == BS_OK)
        status = put_all(store, "sql/reply-put.sql", put_reply, count, err);
    return status;
}

/* The ids and kinds of outcomes in memory, from the first one on: there the id
 * is the number. */
static enum bs_status
read_kinds(struct bs_store *store, uint32_t first, struct bs_error *err)
{
    struct bs_ids *ids = &store->outcomes;
    sqlite3_stmt *get;
    bool row;
    enum bs_status status =
        bs_sql_prepare(&store->db, "sql/outcome-kinds.sql", &get, err);

    if (status != BS_OK)
        return status;
    bs_sql_int(get, ":first", first);
    while ((status = bs_sql_step(&store->db, get, &row, err)) == BS_OK && row) {
        const int64_t id = sqlite3_column_int64(get, 0);

        if (id < 0 || id >= ids->count)
            continue;
        ids->ids[id] = (uint32_t)id;
        ids->kinds[id] = (uint32_t)sqlite3_column_int64(get, 1);
    }
    sqlite3_finalize(get);
    return status;
}

/* In memory every outcome is a new one, unless it lost its reply. */
static enum bs_status
write_outcomes(struct bs_store *store, uint32_t count, struct bs_error *err)
{
    const uint32_t first = store->outcomes.count;
    enum bs_status status;

    if (!store->in_memory || bs_keys_texts(&store->keys) > BS_REPLIES_MAX)
        return put_all(store, "sql/outcome-put.sql", put_outcome, count, err);
    status = put_all(store, "sql/outcome-add.sql", put_outcome, count, err);
    return status == BS_OK ? read_kinds(store, first, err) : status;
}

enum bs_status bs_keys_write(struct bs_store *store, struct bs_error *err)
{
    const uint32_t buckets =
        bs_keys_buckets(&store->keys) - store->buckets.count;
    const uint32_t outcomes =
        bs_keys_tags(&store->keys) - store->outcomes.count;
    const uint32_t replies = bs_keys_texts(&store->keys) - store->replies.count;
    enum bs_status status = BS_OK;

    if (buckets > 0)
        status = put_all(store, "sql/bucket-put.sql", put_bucket, buckets, err);
    if (status == BS_OK && replies > 0)
        status = write_replies(store, replies, err);
    if (status == BS_OK && outcomes > 0)
        status = write_outcomes(store, outcomes, err);
    return status;
}

struct slice { /* the rows of one bucket */
    uint32_t id;
    const struct bs_tally_row *rows;
    size_t count;
};

struct job {
    struct bs_store *store;
    sqlite3_stmt *add;
    struct slice *slices;
    size_t slice_count;
    struct bs_domains domains;
    struct bs_item *items;     /* room for the largest slice, twice */
    struct bs_tally_row *rows; /* the same, once */
};

static int compare(const void *a, const void *b)
{
    const uint32_t x = ((const struct slice *)a)->id;
    const uint32_t y = ((const struct slice *)b)->id;

    return (x > y) - (x < y);
}

static enum bs_status
cut(struct job *job, size_t *largest, struct bs_error *err)
{
    const struct bs_tally_row *rows;
    size_t count;
    size_t room = 0;

    *largest = 0;
    if (bs_tally_rows(job->store->tally, &rows, &count) != BS_OK)
        return bs_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        struct slice *slice = NULL;

        if (i == 0 || rows[i].bucket != rows[i - 1].bucket) {
            slice =
                bs_grow(job->slices, &room, job->slice_count, sizeof *slice);
            if (slice == NULL)
                return bs_fail_memory(err);
            job->slices = slice;
            slice[job->slice_count++] =
                (struct slice){.id = job->store->buckets.ids[rows[i].bucket],
                               .rows = &rows[i]};
        }
        slice = &job->slices[job->slice_count - 1];
        if (++slice->count > *largest)
            *largest = slice->count;
    }
    if (job->slice_count > 0)
        qsort(job->slices, job->slice_count, sizeof *job->slices, compare);
    return BS_OK;
}

static enum bs_status
make_room(struct job *job, size_t largest, struct bs_error *err)
{
    if (largest > UINT32_MAX)
        return bs_fail(err, BS_ELIMIT, "too many counts in an hour");
    job->items = bs_new(2 * largest + 1, sizeof *job->items);
    job->rows = bs_new(largest + 1, sizeof *job->rows);
    if (job->items == NULL || job->rows == NULL)
        return bs_fail_memory(err);
    return BS_OK;
}

static void sort_slice(struct job *job, const struct slice *slice)
{
    const uint32_t *outcomes = job->store->outcomes.ids;

    for (size_t i = 0; i < slice->count; i++) {
        const struct bs_tally_row *row = &slice->rows[i];

        job->items[i].key =
            (uint64_t)job->domains.ids[row->name] << 32 | outcomes[row->tag];
        job->items[i].n = (uint32_t)i;
    }
    bs_radix_sort(job->items, job->items + slice->count, slice->count);
    for (size_t i = 0; i < slice->count; i++) {
        struct bs_tally_row *row = &job->rows[i];

        *row = slice->rows[job->items[i].n];
        row->bucket = slice->id;
        row->name = (uint32_t)(job->items[i].key >> 32);
        row->tag = (uint32_t)job->items[i].key;
    }
}

static enum bs_status add_slices(struct job *job, struct bs_error *err)
{
    struct bs_source *source = &job->store->source;
    enum bs_status status = BS_OK;

    source->rows = job->rows;
    for (size_t i = 0; status == BS_OK && i < job->slice_count; i++) {
        sort_slice(job, &job->slices[i]);
        source->row_count = job->slices[i].count;
        status = bs_sql_finish(&job->store->db, job->add, err);
    }
    source->rows = NULL;
    source->row_count = 0;
    return status;
}

enum bs_status bs_counts_write(struct bs_store *store, struct bs_error *err)
{
    struct job job = {.store = store};
    size_t largest;
    enum bs_status status = bs_keys_write(store, err);

    if (status == BS_OK)
        status = bs_domains_find(store, &job.domains, err);
    if (status == BS_OK)
        status = bs_sums_make(store, &job.domains, err);
    if (status == BS_OK)
        status = bs_domains_write(store, &job.domains, err);
    if (status == BS_OK)
        status = cut(&job, &largest, err);
    if (status == BS_OK)
        status = make_room(&job, largest, err);
    if (status == BS_OK)
        status = bs_sql_prepare(&store->db, "sql/tally-add.sql", &job.add, err);
    if (status == BS_OK)
        status = add_slices(&job, err);
    if (status == BS_OK)
        status = bs_sums_write(store, &job.domains, err);
    bs_merged_clear(&store->source.merged);
    sqlite3_finalize(job.add);
    bs_free(job.slices);
    bs_domains_clear(&job.domains);
    bs_free(job.items);
    bs_free(job.rows);
    return status;
}
