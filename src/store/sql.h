/* SPDX-License-Identifier: MIT */
/* sql - runs the SQL that lies in data files. */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "bouncestat/data.h"
#include "bouncestat/error.h"

struct bs_db {
    sqlite3 *handle;
    const struct bs_data *data; /* where the SQL comes from */
    const char *label;          /* what messages call the database */
    unsigned wait_ms;           /* for another writer; 0: a minute */
};

/* Says what SQLite's code means; subject is a file, or NULL for the
 * database. */
enum bs_status bs_sql_fail(const struct bs_db *db, const char *subject,
                           int code, struct bs_error *err);

/* Says that the statement which begins at an offset writes. */
enum bs_status bs_sql_fail_write(const char *label, struct bs_str text,
                                 size_t at, struct bs_error *err);

struct bs_sql_source {
    char label[512];      /* what messages call the file */
    struct bs_str text;   /* of the file, or of joined */
    struct bs_buf joined; /* with what the file inserts, if it does */
};

/* Finds a file; the caller gives *source to bs_sql_source_clear(), whatever
 * this returns. Errors: BS_ENOINPUT, BS_ESYNTAX, BS_ENOMEM. */
BS_MUST_CHECK enum bs_status
bs_sql_source(const struct bs_db *db, const char *name,
              struct bs_sql_source *source, struct bs_error *err);

void bs_sql_source_clear(struct bs_sql_source *source);

/* Prepares the one statement of a file; the caller finalizes it. Errors:
 * BS_ENOINPUT, BS_ESYNTAX with the line, BS_ESTORE, BS_ENOMEM. */
BS_MUST_CHECK enum bs_status
bs_sql_prepare(const struct bs_db *db, const char *name, sqlite3_stmt **out,
               struct bs_error *err);

/* The same for a text that is no file; messages call it label. */
BS_MUST_CHECK enum bs_status
bs_sql_compile(const struct bs_db *db, const char *label, struct bs_str text,
               sqlite3_stmt **out, struct bs_error *err);

/* Runs all statements of a file. */
BS_MUST_CHECK enum bs_status
bs_sql_run(const struct bs_db *db, const char *name, struct bs_error *err);

struct bs_sql_arg {   /* a parameter of some statements of a file */
    const char *name; /* ":name" */
    int64_t value;
};

/* The same with parameters. */
BS_MUST_CHECK enum bs_status
bs_sql_run_with(const struct bs_db *db, const char *name,
                const struct bs_sql_arg *args, size_t count,
                struct bs_error *err);

/* Runs a text that needs no file: a pragma, BEGIN, COMMIT. */
BS_MUST_CHECK enum bs_status
bs_sql_do(const struct bs_db *db, const char *text, struct bs_error *err);

/* The value of a pragma that gives a number. */
BS_MUST_CHECK enum bs_status bs_sql_number(const struct bs_db *db,
                                           const char *pragma, int64_t *out,
                                           struct bs_error *err);

/* Steps to the next row; *row says whether there is one. Resets behind the
 * last, and on failure. */
BS_MUST_CHECK enum bs_status bs_sql_step(const struct bs_db *db,
                                         sqlite3_stmt *statement, bool *row,
                                         struct bs_error *err);

/* Runs a statement whose rows do not matter. */
BS_MUST_CHECK enum bs_status bs_sql_finish(const struct bs_db *db,
                                           sqlite3_stmt *statement,
                                           struct bs_error *err);

/* Sets a parameter (":name"). A text must live until the statement is reset;
 * none is NULL. Only memory can run out, which the next step tells. */
void bs_sql_text(sqlite3_stmt *statement, const char *name, struct bs_str text);
void bs_sql_blob(sqlite3_stmt *statement, const char *name, struct bs_str data);
void bs_sql_int(sqlite3_stmt *statement, const char *name, int64_t number);

#endif
