/* SPDX-License-Identifier: MIT */
/*
 * cross - the rows of a query, summed by two of their columns: what is a
 * column there becomes the rows here, the other the columns.
 */
#ifndef CLI_CROSS_H
#define CLI_CROSS_H

#include "cli/rows.h"

struct cross_query {    /* names are of columns of the query */
    const char *row;    /* equal rows stand together in the query */
    const char *column; /* rows without it add nothing */
    const char *label;  /* of a column; NULL: the same */
    const char *count;  /* the number */
    /* The columns in this order; NULL: those with the most, first. */
    const char *const *order; /* ends with NULL */
    size_t most; /* columns; what is more goes to cross.rest. 0: no limit */
    enum bs_lang lang;
};

struct cross_column {
    struct bs_str key;
    struct bs_str label;
    int64_t sum;
};

/* Texts live as long as the rows. To be cleared by cross_clear(). */
struct cross {
    struct bs_str *row; /* names of the rows, as in the query */
    size_t row_count;
    struct cross_column *column; /* those with a sum */
    size_t column_count;
    int64_t *count; /* row by row */
    int64_t *rest;  /* of each row, what the columns left out; NULL: nothing */
    int64_t most;   /* the largest count */
};

void cross_make(struct cross *cross, const struct rows *rows,
                const struct cross_query *query);
void cross_clear(struct cross *cross);

#endif
