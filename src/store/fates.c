/* SPDX-License-Identifier: MIT */
/*
 * fates - keeps what is open of mail in the database.
 *
 * Hashes of 64 bits are kept as SQLite's signed numbers.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fail.h"
#include "bouncestat/fate.h"
#include "store/setting.h"
#include "store/state.h"

#define KEY_SIZE 17 /* 16 digits and NUL */
#define KEY_NAME "fates-key"

/* --- from the database --- */

static struct bs_str column(sqlite3_stmt *get, int i)
{
    const char *text = (const char *)sqlite3_column_text(get, i);

    return (struct bs_str){text, (size_t)sqlite3_column_bytes(get, i)};
}

static enum bs_status put_waiting(struct bs_fates *fates, sqlite3_stmt *get)
{
    return bs_fates_put_waiting(
        fates, &(struct bs_fate_waiting){
                   .recipient = (uint64_t)sqlite3_column_int64(get, 0),
                   .message = (uint64_t)sqlite3_column_int64(get, 1),
                   .order = (uint64_t)sqlite3_column_int64(get, 2),
                   .since = sqlite3_column_int64(get, 3),
                   .last = sqlite3_column_int64(get, 4),
                   .domain = column(get, 5),
                   .class = column(get, 6),
                   .severity = column(get, 7),
                   .provider = column(get, 8),
                   .masked = column(get, 9)});
}

static enum bs_status put_message(struct bs_fates *fates, sqlite3_stmt *get)
{
    return bs_fates_put_message(
        fates, &(struct bs_fate_message){
                   .message = (uint64_t)sqlite3_column_int64(get, 0),
                   .order = (uint64_t)sqlite3_column_int64(get, 1),
                   .last = sqlite3_column_int64(get, 2),
                   .null_sender = sqlite3_column_int(get, 3) != 0,
                   .failed = sqlite3_column_int(get, 4) != 0,
                   .done = sqlite3_column_int(get, 5) != 0});
}

static enum bs_status put_accepted(struct bs_fates *fates, sqlite3_stmt *get)
{
    const char *hashes = sqlite3_column_blob(get, 0);

    bs_fates_put_accepted(
        fates, (struct bs_str){hashes, (size_t)sqlite3_column_bytes(get, 0)});
    return BS_OK;
}

static enum bs_status
load_rows(const struct bs_db *db, const char *name, struct bs_fates *fates,
          enum bs_status (*put)(struct bs_fates *, sqlite3_stmt *),
          struct bs_error *err)
{
    sqlite3_stmt *get;
    bool row = true;
    enum bs_status status = bs_sql_prepare(db, name, &get, err);

    if (status != BS_OK)
        return status;
    while (status == BS_OK && row) {
        status = bs_sql_step(db, get, &row, err);
        if (status == BS_OK && row && put(fates, get) != BS_OK)
            status = bs_fail_memory(err);
    }
    sqlite3_finalize(get);
    return status;
}

/* The key of the database; a new one takes that of the fates. */
static enum bs_status
find_key(const struct bs_db *db, uint64_t *key, struct bs_error *err)
{
    char text[KEY_SIZE];
    enum bs_status status =
        bs_setting_get(db, KEY_NAME, text, sizeof text, err);

    if (status != BS_OK)
        return status;
    if (text[0] != '\0') {
        *key = strtoull(text, NULL, 16);
        return BS_OK;
    }
    (void)snprintf(text, sizeof text, "%016" PRIx64, *key);
    return bs_setting_put(db, KEY_NAME, text, err);
}

enum bs_status bs_store_load_fates(struct bs_store *store,
                                   struct bs_fates *fates, struct bs_error *err)
{
    const struct bs_db *db = &store->db;
    uint64_t key = bs_fates_key(fates);
    int64_t version;
    enum bs_status status =
        bs_sql_number(db, "PRAGMA data_version", &version, err);

    if (status != BS_OK ||
        (store->fates_loaded && store->fates_version == version))
        return status;
    status = find_key(db, &key, err);
    bs_fates_clear(fates, key);
    if (status == BS_OK)
        status = load_rows(db, "sql/waiting-get.sql", fates, put_waiting, err);
    if (status == BS_OK)
        status = load_rows(db, "sql/message-get.sql", fates, put_message, err);
    if (status == BS_OK)
        status =
            load_rows(db, "sql/accepted-get.sql", fates, put_accepted, err);
    store->fates_loaded = status == BS_OK;
    store->fates_version = version;
    return status;
}

/* --- to the database --- */

enum statement {
    PUT_WAITING,
    PUT_MESSAGE,
    DELETE_WAITING,
    DELETE_MESSAGE,
    PUT_ACCEPTED,
    STATEMENTS
};

static const char *const statement_names[] = {
    [PUT_WAITING] = "sql/waiting-put.sql",
    [PUT_MESSAGE] = "sql/message-put.sql",
    [DELETE_WAITING] = "sql/waiting-delete.sql",
    [DELETE_MESSAGE] = "sql/message-delete.sql",
    [PUT_ACCEPTED] = "sql/accepted-put.sql",
};

struct saving {
    const struct bs_db *db;
    sqlite3_stmt *statements[STATEMENTS];
    struct bs_error *err;
};

static enum bs_status
save_waiting(void *context, const struct bs_fate_waiting *put)
{
    struct saving *saving = context;
    sqlite3_stmt *add = saving->statements[PUT_WAITING];

    bs_sql_int(add, ":recipient", (int64_t)put->recipient);
    bs_sql_int(add, ":message", (int64_t)put->message);
    bs_sql_int(add, ":place", (int64_t)put->order);
    bs_sql_int(add, ":since", put->since);
    bs_sql_int(add, ":last", put->last);
    bs_sql_text(add, ":domain", put->domain);
    bs_sql_text(add, ":class", put->class);
    bs_sql_text(add, ":severity", put->severity);
    bs_sql_text(add, ":provider", put->provider);
    bs_sql_text(add, ":text", put->masked);
    return bs_sql_finish(saving->db, add, saving->err);
}

static enum bs_status
save_message(void *context, const struct bs_fate_message *put)
{
    struct saving *saving = context;
    sqlite3_stmt *add = saving->statements[PUT_MESSAGE];

    bs_sql_int(add, ":message", (int64_t)put->message);
    bs_sql_int(add, ":place", (int64_t)put->order);
    bs_sql_int(add, ":last", put->last);
    bs_sql_int(add, ":null_sender", put->null_sender);
    bs_sql_int(add, ":failed", put->failed);
    bs_sql_int(add, ":done", put->done);
    return bs_sql_finish(saving->db, add, saving->err);
}

static enum bs_status
forget(struct saving *saving, enum statement statement, uint64_t key)
{
    sqlite3_stmt *delete = saving->statements[statement];

    bs_sql_int(delete, ":key", (int64_t)key);
    return bs_sql_finish(saving->db, delete, saving->err);
}

static enum bs_status forget_waiting(void *context, uint64_t key)
{
    return forget(context, DELETE_WAITING, key);
}

static enum bs_status forget_message(void *context, uint64_t key)
{
    return forget(context, DELETE_MESSAGE, key);
}

static enum bs_status save_accepted(void *context, struct bs_str hashes)
{
    struct saving *saving = context;
    sqlite3_stmt *put = saving->statements[PUT_ACCEPTED];

    bs_sql_blob(put, ":hashes", hashes);
    return bs_sql_finish(saving->db, put, saving->err);
}

enum bs_status bs_store_save_fates(struct bs_store *store,
                                   struct bs_fates *fates, struct bs_error *err)
{
    struct bs_error own;
    struct saving saving = {.db = &store->db, .err = err != NULL ? err : &own};
    const struct bs_fate_sink sink = {.waiting = save_waiting,
                                      .message = save_message,
                                      .gone_waiting = forget_waiting,
                                      .gone_message = forget_message,
                                      .accepted = save_accepted,
                                      .context = &saving};
    enum bs_status status = BS_OK;

    for (int i = 0; i < STATEMENTS && status == BS_OK; i++)
        status = bs_sql_prepare(&store->db, statement_names[i],
                                &saving.statements[i], saving.err);
    if (status == BS_OK)
        status = bs_fates_save(fates, &sink, saving.err);
    for (int i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(saving.statements[i]);
    return status;
}
