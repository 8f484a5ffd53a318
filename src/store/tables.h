/* SPDX-License-Identifier: MIT */
/* tables - what the virtual tables of vtab.c consist of. */
#ifndef STORE_TABLES_H
#define STORE_TABLES_H

#include <sqlite3.h>
#include <stddef.h>

#include "store/vtab.h"

enum bs_search {
    BS_SEARCH_NONE,
    BS_SEARCH_ID,       /* the first column is the index of the row */
    BS_SEARCH_SELECTED, /* by domain, by outcome */
    BS_SEARCH_SORTED    /* by the first column, and by the second */
};

struct bs_table_kind { /* an array as a table */
    const char *module;
    int columns;
    int sorted; /* so many columns from the first on give the order */
    enum bs_search search;
    enum bs_need need;
    size_t (*count)(const struct bs_source *source);
    void (*column)(const struct bs_source *source, size_t at, int column,
                   sqlite3_context *context);
    /* One of the first two columns, for BS_SEARCH_SORTED. */
    size_t (*key)(const struct bs_source *source, size_t at, int column);
};

extern const struct bs_table_kind bs_table_kinds[]; /* in order of module */
extern const size_t bs_table_kind_count;

#endif
