/* SPDX-License-Identifier: MIT */
/* query - asks a store: named queries, or a text in SQL. */
#ifndef BOUNCESTAT_QUERY_H
#define BOUNCESTAT_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bouncestat/error.h"
#include "bouncestat/str.h"

struct bs_store;

enum bs_type { BS_NULL, BS_INTEGER, BS_REAL, BS_TEXT };

struct bs_value { /* of one cell, or of one parameter */
    enum bs_type type;
    int64_t integer;
    double real;
    struct bs_str text; /* valid UTF-8; lives until the callback returns */
};

struct bs_param {     /* ":name" in the SQL; others are left NULL */
    const char *name; /* without the colon */
    struct bs_value value;
};

struct bs_row {
    size_t count;
    const char *const *names; /* of the columns */
    const struct bs_value *values;
};

/* Returns false to stop early. */
typedef bool bs_row_fn(void *context, const struct bs_row *row);

/*
 * Runs the query in the data file of that name ("sql/report/domains.sql"),
 * read-only, and calls on_row for each row. With a path it is about what the
 * database holds: flush first.
 * Errors: BS_ENOINPUT (no such file), BS_ESYNTAX (not one read-only
 * statement), BS_ELIMIT (it runs too long), BS_ESTORE, BS_ENOMEM.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_store_query(struct bs_store *store, const char *name,
               const struct bs_param *params, size_t param_count,
               bs_row_fn *on_row, void *context, struct bs_error *err);

/*
 * Whether bs_store_query() would take that file, without running it. on_row,
 * unless NULL, is told the names of the columns; there are no values.
 * Errors: those of bs_store_query() but BS_ELIMIT.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_store_check(struct bs_store *store, const char *name, bs_row_fn *on_row,
               void *context, struct bs_error *err);

/*
 * From now on reports are about the hours from that of since up to that of
 * until, which is left out; unix seconds, INT64_MIN and INT64_MAX for no limit.
 * Where a zone is 30 or 45 minutes off, the hour in which a day begins is
 * counted by its days, as to_day() of the store's options has them.
 * Of a day that was rolled up its first hour counts. Only for a database; what
 * bs_store_sql() and the public views say is about all.
 */
BS_API void
bs_store_period(struct bs_store *store, int64_t since, int64_t until);

/*
 * The same for a text in SQL, which people may have written: one statement
 * that only reads, harmless pragmas included.
 */
BS_API BS_MUST_CHECK enum bs_status
bs_store_sql(struct bs_store *store, struct bs_str sql,
             const struct bs_param *params, size_t param_count,
             bs_row_fn *on_row, void *context, struct bs_error *err);

#endif
