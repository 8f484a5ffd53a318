/* SPDX-License-Identifier: MIT */
/*
 * sql - runs the SQL that lies in data files.
 *
 * Errors   A message names the file and the line of the fault, or the
 *          database, and then says what SQLite says.
 */
#include "store/sql.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "store/insert.h"

enum bs_status bs_sql_fail(const struct bs_db *db, const char *subject,
                           int code, struct bs_error *err)
{
    if (subject == NULL)
        subject = db->label;
    switch (code & 0xFF) { /* the rest is a finer code */
    case SQLITE_NOMEM: return bs_fail_memory(err);
    case SQLITE_INTERRUPT:
        return bs_fail(err, BS_ELIMIT, "%s: the query runs too long", subject);
    case SQLITE_BUSY:
        return bs_fail(err, BS_ESTORE,
                       "%s: another program is writing to it; try again later",
                       db->label);
    default:
        return bs_fail(err, BS_ESTORE, "%s: %s", subject,
                       sqlite3_errmsg(db->handle));
    }
}

static enum bs_status
check_text(const struct bs_sql_source *source, struct bs_error *err)
{
    if (source->text.len > INT_MAX)
        return bs_fail(err, BS_ESYNTAX, "%s: too large", source->label);
    if (memchr(source->text.data, '\0', source->text.len) != NULL)
        return bs_fail(err, BS_ESYNTAX, "%s: NUL in the text", source->label);
    return BS_OK;
}

enum bs_status bs_sql_source(const struct bs_db *db, const char *name,
                             struct bs_sql_source *source, struct bs_error *err)
{
    const struct bs_data_file *file = bs_data_find(db->data, name);
    enum bs_status status;

    bs_buf_init(&source->joined, INT_MAX);
    if (file == NULL)
        return bs_fail(err, BS_ENOINPUT, "%s: no such data file", name);
    (void)bs_data_label(source->label, sizeof source->label, file);
    source->text = file->text;
    if (!bs_insert_needed(file->text))
        return check_text(source, err);
    status =
        bs_insert(&source->joined, db->data, source->label, file->text, err);
    source->text =
        (struct bs_str){bs_buf_text(&source->joined), source->joined.len};
    return status == BS_OK ? check_text(source, err) : status;
}

void bs_sql_source_clear(struct bs_sql_source *source)
{
    bs_buf_clear(&source->joined);
}

static unsigned line_of(struct bs_str text, size_t offset)
{
    unsigned line = 1;

    for (size_t i = 0; i < offset && i < text.len; i++)
        line += text.data[i] == '\n';
    return line;
}

/* The first word of a statement: behind blanks, semicolons and comments. */
static size_t first_word(struct bs_str text, size_t at)
{
    while (at < text.len) {
        const char *here = text.data + at;
        const size_t left = text.len - at;
        const char *end = NULL;

        if (memchr(" \t\r\n\f;", *here, 6) != NULL) {
            at++;
            continue;
        }
        if (left >= 2 && memcmp(here, "--", 2) == 0)
            end = memchr(here, '\n', left);
        else if (left >= 2 && memcmp(here, "/*", 2) == 0)
            end = memmem(here + 2, left - 2, "*/", 2);
        else
            return at;
        at = end != NULL ? (size_t)(end - text.data) + (*end == '*' ? 2 : 1)
                         : text.len;
    }
    return at;
}

enum bs_status bs_sql_fail_write(const char *label, struct bs_str text,
                                 size_t at, struct bs_error *err)
{
    return bs_fail(err, BS_ESYNTAX, "%s:%u: only reading is allowed", label,
                   line_of(text, first_word(text, at)));
}

/* Why a statement that begins at start could not be prepared. SQLite does not
 * know the place of every fault. */
static enum bs_status fail_prepare(const struct bs_db *db, const char *label,
                                   struct bs_str text, const char *start,
                                   struct bs_error *err)
{
    const int code = sqlite3_errcode(db->handle) & 0xFF;
    const int offset = sqlite3_error_offset(db->handle);

    if (code == SQLITE_AUTH)
        return bs_sql_fail_write(label, text, (size_t)(start - text.data), err);
    if (code != SQLITE_ERROR)
        return bs_sql_fail(db, label, code, err);
    if (offset < 0)
        return bs_fail(err, BS_ESYNTAX, "%s: %s", label,
                       sqlite3_errmsg(db->handle));
    return bs_fail(err, BS_ESYNTAX, "%s:%u: %s", label,
                   line_of(text, (size_t)(start - text.data + offset)),
                   sqlite3_errmsg(db->handle));
}

/* The next statement behind *at, NULL if there is none; moves *at. */
static enum bs_status next_statement(const struct bs_db *db, const char *label,
                                     struct bs_str text, const char **at,
                                     sqlite3_stmt **out, struct bs_error *err)
{
    const char *end = text.data + text.len;

    *out = NULL;
    while (*out == NULL && *at < end) {
        const char *start = *at;

        if (sqlite3_prepare_v2(db->handle, start, (int)(end - start), out,
                               at) != SQLITE_OK)
            return fail_prepare(db, label, text, start, err);
    }
    return BS_OK;
}

/* A statement behind the first. */
static enum bs_status refuse_second(const struct bs_db *db, const char *label,
                                    struct bs_str text, const char *at,
                                    struct bs_error *err)
{
    sqlite3_stmt *second;
    enum bs_status status = next_statement(db, label, text, &at, &second, err);

    if (second != NULL)
        status = bs_fail(err, BS_ESYNTAX, "%s: more than one statement", label);
    sqlite3_finalize(second);
    return status;
}

enum bs_status bs_sql_compile(const struct bs_db *db, const char *label,
                              struct bs_str text, sqlite3_stmt **out,
                              struct bs_error *err)
{
    const char *at = text.data;
    enum bs_status status = next_statement(db, label, text, &at, out, err);

    if (status == BS_OK && *out == NULL)
        status = bs_fail(err, BS_ESYNTAX, "%s: no statement", label);
    if (status == BS_OK)
        status = refuse_second(db, label, text, at, err);
    if (status != BS_OK) {
        sqlite3_finalize(*out);
        *out = NULL;
    }
    return status;
}

enum bs_status bs_sql_prepare(const struct bs_db *db, const char *name,
                              sqlite3_stmt **out, struct bs_error *err)
{
    struct bs_sql_source source;
    enum bs_status status = bs_sql_source(db, name, &source, err);

    *out = NULL;
    if (status == BS_OK)
        status = bs_sql_compile(db, source.label, source.text, out, err);
    bs_sql_source_clear(&source);
    return status;
}

enum bs_status
bs_sql_run(const struct bs_db *db, const char *name, struct bs_error *err)
{
    return bs_sql_run_with(db, name, NULL, 0, err);
}

static enum bs_status
run_all(const struct bs_db *db, const struct bs_sql_source *source,
        const struct bs_sql_arg *args, size_t count, struct bs_error *err)
{
    const char *at = source->text.data;

    for (;;) {
        sqlite3_stmt *statement;
        enum bs_status status = next_statement(db, source->label, source->text,
                                               &at, &statement, err);

        if (status != BS_OK || statement == NULL)
            return status;
        for (size_t i = 0; i < count; i++)
            bs_sql_int(statement, args[i].name, args[i].value);
        status = bs_sql_finish(db, statement, err);
        sqlite3_finalize(statement);
        if (status != BS_OK)
            return status;
    }
}

enum bs_status bs_sql_run_with(const struct bs_db *db, const char *name,
                               const struct bs_sql_arg *args, size_t count,
                               struct bs_error *err)
{
    struct bs_sql_source source;
    enum bs_status status = bs_sql_source(db, name, &source, err);

    if (status == BS_OK)
        status = run_all(db, &source, args, count, err);
    bs_sql_source_clear(&source);
    return status;
}

enum bs_status
bs_sql_do(const struct bs_db *db, const char *text, struct bs_error *err)
{
    const int code = sqlite3_exec(db->handle, text, NULL, NULL, NULL);

    return code == SQLITE_OK ? BS_OK : bs_sql_fail(db, NULL, code, err);
}

enum bs_status bs_sql_number(const struct bs_db *db, const char *pragma,
                             int64_t *out, struct bs_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    enum bs_status status;
    const int code =
        sqlite3_prepare_v2(db->handle, pragma, -1, &statement, NULL);

    *out = 0;
    if (code != SQLITE_OK)
        return bs_sql_fail(db, NULL, code, err);
    status = bs_sql_step(db, statement, &row, err);
    if (row)
        *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

enum bs_status bs_sql_step(const struct bs_db *db, sqlite3_stmt *statement,
                           bool *row, struct bs_error *err)
{
    const int code = sqlite3_step(statement);
    enum bs_status status = BS_OK;

    *row = code == SQLITE_ROW;
    if (*row)
        return BS_OK;
    if (code != SQLITE_DONE)
        status = bs_sql_fail(db, NULL, code, err);
    sqlite3_reset(statement);
    return status;
}

enum bs_status bs_sql_finish(const struct bs_db *db, sqlite3_stmt *statement,
                             struct bs_error *err)
{
    enum bs_status status;
    bool row;

    do
        status = bs_sql_step(db, statement, &row, err);
    while (status == BS_OK && row);
    return status;
}

/* A name that the statement does not have is a fault of the data file: it may
 * have been replaced by the user, so nothing is asserted. */
void bs_sql_text(sqlite3_stmt *statement, const char *name, struct bs_str text)
{
    const int index = sqlite3_bind_parameter_index(statement, name);

    if (text.data == NULL)
        (void)sqlite3_bind_null(statement, index);
    else
        (void)sqlite3_bind_text(statement, index, text.data, (int)text.len,
                                SQLITE_STATIC);
}

void bs_sql_blob(sqlite3_stmt *statement, const char *name, struct bs_str data)
{
    (void)sqlite3_bind_blob(statement,
                            sqlite3_bind_parameter_index(statement, name),
                            data.data, (int)data.len, SQLITE_STATIC);
}

void bs_sql_int(sqlite3_stmt *statement, const char *name, int64_t number)
{
    (void)sqlite3_bind_int64(
        statement, sqlite3_bind_parameter_index(statement, name), number);
}
