/* SPDX-License-Identifier: MIT */
/*
 * known - the inputs that the database knows, and how far they were read.
 *
 * A blob of heads is little-endian, so that a database may move to another
 * host.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "base/number.h"
#include "store/state.h"

#define PRINT_BYTES 8

static void pack(char *out, const struct bs_heads *heads)
{
    for (size_t i = 0; i < heads->count; i++)
        for (size_t byte = 0; byte < PRINT_BYTES; byte++)
            *out++ = (char)(heads->prints[i] >> 8 * byte);
}

static void unpack(struct bs_heads *heads, const char *data, size_t len)
{
    heads->count = len / PRINT_BYTES;
    if (heads->count > BS_HEADS_MAX)
        heads->count = BS_HEADS_MAX;
    for (size_t i = 0; i < heads->count; i++)
        heads->prints[i] = bs_little(data + i * PRINT_BYTES);
}

static struct bs_position read_position(sqlite3_stmt *find)
{
    struct bs_position position = {
        .tail = (uint64_t)sqlite3_column_int64(find, 3),
        .offset = (uint64_t)sqlite3_column_int64(find, 4),
        .inside = sqlite3_column_int(find, 5) != 0,
    };
    const char *heads = sqlite3_column_blob(find, 2);

    if (heads != NULL)
        unpack(&position.heads, heads, (size_t)sqlite3_column_bytes(find, 2));
    return position;
}

static struct bs_known read_known(sqlite3_stmt *find)
{
    struct bs_known known = {
        .id = sqlite3_column_int64(find, 0),
        .state = {.year = sqlite3_column_int(find, 6),
                  .month = sqlite3_column_int(find, 7),
                  .day = sqlite3_column_int(find, 8),
                  .lines = (uint64_t)sqlite3_column_int64(find, 9)},
    };
    const char *path = (const char *)sqlite3_column_text(find, 1);

    if (path != NULL)
        known.path = bs_copy(path, strlen(path));
    return known;
}

static enum bs_status add_found(struct bs_found *found, size_t room[static 2],
                                sqlite3_stmt *find, struct bs_error *err)
{
    struct bs_position *positions =
        bs_grow(found->positions, &room[0], found->count, sizeof *positions);
    struct bs_known *inputs;

    if (positions == NULL)
        return bs_fail_memory(err);
    found->positions = positions;
    inputs = bs_grow(found->inputs, &room[1], found->count, sizeof *inputs);
    if (inputs == NULL)
        return bs_fail_memory(err);
    found->inputs = inputs;
    positions[found->count] = read_position(find);
    inputs[found->count] = read_known(find);
    if (inputs[found->count].path == NULL)
        return bs_fail_memory(err);
    found->count++;
    return BS_OK;
}

static enum bs_status find_all(struct bs_store *store, int64_t head,
                               struct bs_found *found, struct bs_error *err)
{
    const struct bs_db *db = &store->db;
    sqlite3_stmt *find;
    size_t room[2] = {0, 0};
    bool row;
    enum bs_status status =
        bs_sql_prepare(db, "sql/input-find.sql", &find, err);

    if (status != BS_OK)
        return status;
    bs_sql_int(find, ":head", head);
    while ((status = bs_sql_step(db, find, &row, err)) == BS_OK && row) {
        status = add_found(found, room, find, err);
        if (status != BS_OK)
            break;
    }
    sqlite3_finalize(find);
    return status;
}

/* What bs_store_begin() compares. */
static enum bs_status note_version(struct bs_store *store, struct bs_error *err)
{
    if (store->begun)
        return BS_OK;
    return bs_sql_number(&store->db, "PRAGMA data_version",
                         &store->found_version, err);
}

enum bs_status bs_store_find(struct bs_store *store,
                             const struct bs_heads *heads,
                             struct bs_found *found, struct bs_error *err)
{
    enum bs_status status = note_version(store, err);

    *found = (struct bs_found){0};
    if (status != BS_OK || heads->count == 0)
        return status;
    return find_all(store, (int64_t)heads->prints[0], found, err);
}

void bs_found_clear(struct bs_found *found)
{
    for (size_t i = 0; i < found->count; i++)
        bs_free(found->inputs[i].path);
    bs_free(found->inputs);
    bs_free(found->positions);
    *found = (struct bs_found){0};
}

static void bind_known(sqlite3_stmt *save, const struct bs_known *known,
                       const struct bs_position *position)
{
    if (known->id != 0)
        bs_sql_int(save, ":id", known->id);
    if (position->heads.count > 0)
        bs_sql_int(save, ":head", (int64_t)position->heads.prints[0]);
    bs_sql_int(save, ":tail", (int64_t)position->tail);
    bs_sql_int(save, ":read_offset", (int64_t)position->offset);
    bs_sql_int(save, ":inside", position->inside);
    if (known->state.month == 0)
        return;
    bs_sql_int(save, ":year", known->state.year);
    bs_sql_int(save, ":month", known->state.month);
    bs_sql_int(save, ":day", known->state.day);
}

enum bs_status bs_store_save(struct bs_store *store, struct bs_known *known,
                             const struct bs_position *position,
                             const struct bs_input *more, struct bs_error *err)
{
    char heads[BS_HEADS_MAX * PRINT_BYTES];
    struct bs_text path = {0};
    sqlite3_stmt *save;
    bool row = false;
    enum bs_status status =
        bs_sql_prepare(&store->db, "sql/input-save.sql", &save, err);

    if (status != BS_OK)
        return status;
    pack(heads, &position->heads);
    bs_input_bind(save, more);
    bind_known(save, known, position);
    bs_sql_blob(save, ":heads",
                (struct bs_str){heads, position->heads.count * PRINT_BYTES});
    if (bs_text_clean(&path, bs_str_of(more->path)))
        bs_sql_text(save, ":path", path.text);
    status = bs_sql_step(&store->db, save, &row, err);
    if (status == BS_OK && row) {
        known->id = sqlite3_column_int64(save, 0);
        status = bs_sql_finish(&store->db, save, err);
    }
    store->spilled = true; /* it cannot be written a second time */
    sqlite3_finalize(save);
    bs_text_clear(&path);
    return status;
}

static enum bs_status ask_file(struct bs_store *store, const char *name,
                               const struct bs_file *file, bool *row,
                               struct bs_error *err)
{
    sqlite3_stmt *ask;
    enum bs_status status = bs_sql_prepare(&store->db, name, &ask, err);

    *row = false;
    if (status != BS_OK)
        return status;
    bs_sql_int(ask, ":device", (int64_t)file->device);
    bs_sql_int(ask, ":inode", (int64_t)file->inode);
    bs_sql_int(ask, ":size", file->size);
    bs_sql_int(ask, ":modified", file->modified);
    status = bs_sql_step(&store->db, ask, row, err);
    sqlite3_finalize(ask);
    return status;
}

enum bs_status bs_store_seen(struct bs_store *store, const struct bs_file *file,
                             bool *seen, struct bs_error *err)
{
    return ask_file(store, "sql/seen-get.sql", file, seen, err);
}

enum bs_status bs_store_see(struct bs_store *store, const struct bs_file *file,
                            struct bs_error *err)
{
    bool row;

    return ask_file(store, "sql/seen-put.sql", file, &row, err);
}

enum bs_status
bs_store_find_journal(struct bs_store *store, const char *identity,
                      struct bs_journal_known *known, struct bs_error *err)
{
    sqlite3_stmt *find;
    bool row = false;
    enum bs_status status = note_version(store, err);

    *known = (struct bs_journal_known){0};
    if (status == BS_OK)
        status = bs_sql_prepare(&store->db, "sql/journal-get.sql", &find, err);
    if (status != BS_OK)
        return status;
    bs_sql_text(find, ":identity", bs_str_of(identity));
    status = bs_sql_step(&store->db, find, &row, err);
    if (status == BS_OK && row) {
        const char *cursor = (const char *)sqlite3_column_text(find, 2);

        known->input.id = sqlite3_column_int64(find, 0);
        known->offset = (uint64_t)sqlite3_column_int64(find, 1);
        if (cursor != NULL)
            known->cursor = bs_copy(cursor, strlen(cursor));
        if (known->cursor == NULL)
            status = bs_fail_memory(err);
    }
    sqlite3_finalize(find);
    return status;
}

void bs_journal_known_clear(struct bs_journal_known *known)
{
    bs_free(known->cursor);
    *known = (struct bs_journal_known){0};
}

enum bs_status bs_store_save_journal(struct bs_store *store,
                                     const char *identity, int64_t input,
                                     const char *cursor, struct bs_error *err)
{
    sqlite3_stmt *put;
    enum bs_status status =
        bs_sql_prepare(&store->db, "sql/journal-put.sql", &put, err);

    if (status != BS_OK)
        return status;
    bs_sql_text(put, ":identity", bs_str_of(identity));
    bs_sql_int(put, ":input", input);
    bs_sql_text(put, ":cursor", bs_str_of(cursor));
    status = bs_sql_finish(&store->db, put, err);
    sqlite3_finalize(put);
    return status;
}
