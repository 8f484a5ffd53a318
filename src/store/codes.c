/* SPDX-License-Identifier: MIT */
/*
 * codes - the code tables as tables of the database.
 *
 * A fingerprint of their texts says whether the database has them as they
 * are now; if not, they are written anew and each pair of codes is explained
 * again.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "store/setting.h"
#include "store/state.h"

#define FNV_START UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)
#define PRINT_SIZE 17

typedef const struct bs_code_info *
at_fn(const struct bs_codebook *book, size_t i);

static const struct {
    const char *kind;
    at_fn *at;
} kinds[] = {{"enhanced", bs_codebook_enhanced_at},
             {"reply", bs_codebook_reply_at}};

#define KINDS (sizeof kinds / sizeof kinds[0])

struct pair { /* of codes */
    uint16_t code;
    struct bs_esc esc;
};

static uint64_t add_text(uint64_t hash, const char *text)
{
    const size_t len = strlen(text) + 1; /* texts end somewhere */

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * FNV_PRIME;
    return hash;
}

static uint64_t add_info(uint64_t hash, const struct bs_code_info *info)
{
    hash = add_text(hash, info->key);
    for (size_t lang = 0; lang < BS_LANG_COUNT; lang++) {
        hash = add_text(hash, info->name[lang]);
        hash = add_text(hash, info->meaning[lang]);
        hash = add_text(hash, info->advice[lang]);
    }
    return add_text(hash, info->source);
}

static void
fingerprint(char out[static PRINT_SIZE], const struct bs_store *store)
{
    const struct bs_codebook *book = store->book;
    const struct bs_code_info *info;
    uint64_t hash = FNV_START;

    for (size_t kind = 0; kind < KINDS; kind++)
        for (size_t i = 0; (info = kinds[kind].at(book, i)) != NULL; i++)
            hash = add_info(hash, info);
    hash = bs_classes_print(hash, FNV_PRIME, &store->db);
    (void)snprintf(out, PRINT_SIZE, "%016" PRIx64, hash);
}

static void bind_info(sqlite3_stmt *add, const struct bs_code_info *info)
{
    bs_sql_text(add, ":key", bs_str_of(info->key));
    bs_sql_text(add, ":name_en", bs_str_of(info->name[BS_EN]));
    bs_sql_text(add, ":name_de", bs_str_of(info->name[BS_DE]));
    bs_sql_text(add, ":meaning_en", bs_str_of(info->meaning[BS_EN]));
    bs_sql_text(add, ":meaning_de", bs_str_of(info->meaning[BS_DE]));
    bs_sql_text(add, ":advice_en", bs_str_of(info->advice[BS_EN]));
    bs_sql_text(add, ":advice_de", bs_str_of(info->advice[BS_DE]));
    bs_sql_text(add, ":source", bs_str_of(info->source));
}

static enum bs_status fill(const struct bs_store *store, struct bs_error *err)
{
    const struct bs_code_info *info;
    sqlite3_stmt *add;
    enum bs_status status = bs_sql_run(&store->db, "sql/code-clear.sql", err);

    if (status == BS_OK)
        status = bs_sql_prepare(&store->db, "sql/code-add.sql", &add, err);
    if (status != BS_OK)
        return status;
    for (size_t kind = 0; kind < KINDS; kind++) {
        bs_sql_text(add, ":kind", bs_str_of(kinds[kind].kind));
        for (size_t i = 0;
             status == BS_OK && (info = kinds[kind].at(store->book, i)) != NULL;
             i++) {
            bind_info(add, info);
            status = bs_sql_finish(&store->db, add, err);
        }
    }
    sqlite3_finalize(add);
    return status;
}

static struct pair read_pair(sqlite3_stmt *codes)
{
    const char *dsn = (const char *)sqlite3_column_text(codes, 1);
    struct pair pair = {.code = (uint16_t)sqlite3_column_int(codes, 0)};

    if (dsn != NULL)
        (void)bs_esc_parse(&pair.esc, dsn, strlen(dsn));
    return pair;
}

static enum bs_status read_pairs(const struct bs_db *db, struct pair **pairs,
                                 size_t *count, struct bs_error *err)
{
    sqlite3_stmt *codes;
    size_t room = 0;
    bool row;
    enum bs_status status =
        bs_sql_prepare(db, "sql/outcome-codes.sql", &codes, err);

    if (status != BS_OK)
        return status;
    while ((status = bs_sql_step(db, codes, &row, err)) == BS_OK && row) {
        struct pair *grown = bs_grow(*pairs, &room, *count, sizeof *grown);

        if (grown == NULL) {
            status = bs_fail_memory(err);
            break;
        }
        *pairs = grown;
        grown[(*count)++] = read_pair(codes);
    }
    sqlite3_finalize(codes);
    return status;
}

static enum bs_status explain(const struct bs_store *store,
                              sqlite3_stmt *update, struct pair pair,
                              struct bs_error *err)
{
    char dsn[BS_ESC_BUFSIZE];
    enum bs_code_match match;
    const struct bs_code_info *info =
        bs_codebook_explain(store->book, pair.code, pair.esc, &match);

    (void)sqlite3_clear_bindings(update);
    if (pair.code != 0)
        bs_sql_int(update, ":code", pair.code);
    if (bs_esc_format(dsn, pair.esc) > 0)
        bs_sql_text(update, ":dsn", bs_str_of(dsn));
    bs_sql_text(update, ":explained_by",
                bs_str_of(info != NULL ? info->key : NULL));
    return bs_sql_finish(&store->db, update, err);
}

static enum bs_status
explain_all(const struct bs_store *store, struct bs_error *err)
{
    struct pair *pairs = NULL;
    size_t count = 0;
    sqlite3_stmt *update = NULL;
    enum bs_status status = read_pairs(&store->db, &pairs, &count, err);

    if (status == BS_OK)
        status =
            bs_sql_prepare(&store->db, "sql/outcome-explain.sql", &update, err);
    for (size_t i = 0; status == BS_OK && i < count; i++)
        status = explain(store, update, pairs[i], err);
    sqlite3_finalize(update);
    bs_free(pairs);
    return status;
}

enum bs_status bs_codes_sync(struct bs_store *store, struct bs_error *err)
{
    char now[PRINT_SIZE];
    char then[PRINT_SIZE];
    enum bs_status status =
        bs_setting_get(&store->db, "codebook", then, sizeof then, err);

    fingerprint(now, store);
    if (status != BS_OK || strcmp(now, then) == 0)
        return status;
    status = fill(store, err);
    if (status == BS_OK)
        status = bs_classes_fill(&store->db, err);
    if (status == BS_OK)
        status = explain_all(store, err);
    return status == BS_OK ? bs_setting_put(&store->db, "codebook", now, err)
                           : status;
}

enum bs_status bs_codes_first(struct bs_store *store, struct bs_error *err)
{
    char then[PRINT_SIZE];
    enum bs_status status =
        bs_setting_get(&store->db, "codebook", then, sizeof then, err);

    if (status != BS_OK || then[0] != '\0')
        return status;
    status = bs_sql_do(&store->db, "BEGIN IMMEDIATE", err);
    if (status == BS_OK)
        status = bs_codes_sync(store, err);
    if (status == BS_OK)
        return bs_sql_do(&store->db, "COMMIT", err);
    (void)sqlite3_exec(store->db.handle, "ROLLBACK", NULL, NULL, NULL);
    return status;
}
