/* SPDX-License-Identifier: MIT */
/* rows - the answer to a named query, kept for the report. */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "bouncestat/store.h"
#include "cli/table.h"
#include "cli/zone.h"

enum rows_time { /* what becomes of times: hour, ..._seen, ..._time */
                 ROWS_SECONDS, /* as they are: seconds UTC */
                 ROWS_LOCAL,   /* "2026-11-20 08:00" in the zone */
                 ROWS_RFC3339  /* "2026-11-20T07:00:00Z" */
};

struct rows {
    struct table table;     /* headings are the columns' names */
    struct column *columns; /* NULL: there was no row */
};

#define ROWS_PARAMS 4

struct rows_query {
    struct bs_store *store;
    const char *name; /* "sql/report/domains.sql" */
    int64_t top;      /* its parameter :top */
    bool dated;       /* its parameter :dated, 0 or 1 */
    /* Its parameters :since and :until; both 0: no limits. */
    int64_t since, until;
    const struct bs_param *more; /* further parameters */
    size_t more_count;           /* ROWS_PARAMS at most */
    enum rows_time times;
    struct zone *zone; /* for ROWS_LOCAL */
};

/* To be cleared in any case. Errors: those of bs_store_query(). */
BS_MUST_CHECK enum bs_status rows_fetch(struct rows *rows,
                                        const struct rows_query *query,
                                        struct bs_error *err);

void rows_clear(struct rows *rows);

/* Is a column of that name one of times? Of days it is not. */
bool rows_is_time(const char *name);

/* The cell of a column by its name or, if there is none, by its name in that
 * language: "name" also finds "name_de". NULL if there is neither. */
const struct cell *rows_cell(const struct rows *rows, size_t row,
                             const char *name, enum bs_lang lang);

#endif
